import { main } from '../apps/api/src/main.ts'
import { buildWebWhenStale } from './build-web.ts'

await buildWebWhenStale()
await main()
