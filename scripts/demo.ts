import { mkdtempSync, rmSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { buildWebWhenStale } from './build-web.ts'

enableCompileCache(resolve(import.meta.dirname, '../node_modules/.cache/compile'))
await buildWebWhenStale()
const { main } = await import('../apps/api/src/main.ts')
const { seedDemo } = await import('./demo/seed.ts')
const { loginLines } = await import('./demo/logins.ts')

// Deleted at the end, however the process ends.
const dataDir = mkdtempSync(join(tmpdir(), 'cruddur-demo-'))
process.on('exit', () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 }))

await main({
  // The demo touches no database, table or mail server that the settings name.
  prepare: (config) => ({
    ...config,
    dataDir,
    database: { kind: 'embedded', dir: dataDir },
    messages: { kind: 'postgres' },
    mail: { kind: 'outbox', dir: join(dataDir, 'outbox') },
  }),
  async onStart({ db }) {
    await seedDemo(db)
    console.log(loginLines())
  },
})
