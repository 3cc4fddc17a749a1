import { mkdtempSync, rmSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Config } from '../apps/api/src/config/config.ts'
import { buildWebWhenStale } from './build-web.ts'

enableCompileCache(resolve(import.meta.dirname, '../node_modules/.cache/compile'))
await buildWebWhenStale()
const { main } = await import('../apps/api/src/main.ts')
const { people } = await import('./demo/people.ts')
const { emailOf, seedDemo } = await import('./demo/seed.ts')
const { startTraffic } = await import('./demo/traffic.ts')
const { loginLines } = await import('./demo/logins.ts')

// Deleted at the end, however the process ends.
const dataDir = mkdtempSync(join(tmpdir(), 'cruddur-demo-'))
process.on('exit', () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 }))

// With --eyes the first person is a moderator, who sees how the server is doing, and others keep it busy.
const eyesAt = process.argv.indexOf('--eyes')
const eyes = eyesAt > 0
if (eyes) process.argv.splice(eyesAt, 1)
const moderator = people[0]?.handle ?? ''

const settingsOfEyes = ({ telemetry, metrics, notices }: Config): Partial<Config> => ({
  moderators: [moderator],
  // A line for each request would leave nobody the time to read the logins.
  telemetry: { ...telemetry, log: { ...telemetry.log, level: 'warn' } },
  metrics: { ...metrics, on: true },
  notices: notices.filter((notice) => !notice.startsWith('MODERATORS')),
})

await main({
  // The demo touches no database, table or mail server that the settings name.
  prepare: (config) => ({
    ...config,
    dataDir,
    database: { kind: 'embedded', dir: dataDir },
    messages: { kind: 'postgres' },
    keys: { kind: 'file', dir: join(dataDir, 'keys'), setting: 'DATA_DIR' },
    receiptKey: { kind: 'file', path: join(dataDir, 'receipts-key.pem') },
    mail: { kind: 'outbox', dir: join(dataDir, 'outbox') },
    ...(eyes && settingsOfEyes(config)),
  }),
  async onStart({ db, keys, address }) {
    await seedDemo({ db, keys })
    console.log(loginLines())
    if (!eyes) return
    await startTraffic(address)
    console.log(`Sign in as ${emailOf(moderator)} and open ${address}/admin to see how the server is doing.\n`)
  },
})
