import { buildWebWhenStale } from './build-web.ts'

// `npm run build`: the web app in `apps/web/dist`. `npm start` does the same before it serves it.
await buildWebWhenStale()
