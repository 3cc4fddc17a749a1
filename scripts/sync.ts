import { buildWebWhenStale } from './build-web.ts'

// `npm run sync -- plan` and so on: the web app, built from what is checked out, to S3 and CloudFront. `site-sync.toml`
// beside package.json has what does not depend on where it goes.
await buildWebWhenStale()
await import('../apps/site-sync/src/cli.ts')
