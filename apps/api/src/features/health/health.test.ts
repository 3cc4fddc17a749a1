import { homeActivities } from '@cruddur/contract/feeds'
import { checkHealth, checkReadiness } from '@cruddur/contract/health'
import { connect } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'
import { buildApp } from '../../app.ts'
import { call } from '../../testing/contract-call.ts'
import { useTestApp } from '../../testing/test-app.ts'
import { publicLag } from './public-lag.ts'

const test = await useTestApp()

it('a server with its database is alive and ready', async () => {
  expect((await test.call(checkHealth, {})).reply).toEqual({ success: true, ver: 1 })
  expect((await test.call(checkReadiness, {})).reply).toEqual({ success: true, erasure_lag_seconds: 0 })
})

it('guarantee 6: nobody sees the usual lag of erasure, which single rows make', () => {
  expect([0, 0.02, 1.4, 5, 5.001, 59.2].map(publicLag)).toEqual([0, 0, 0, 0, 6, 60])
})

describe('a server whose database cannot be written', () => {
  it('is not ready, and says why', async () => {
    const db = connect(test.config.database.kind === 'url' ? test.config.database.url : '', { max: 1 })
    await sql`set default_transaction_read_only = on`.execute(db)
    const app = await buildApp(test.config, { ...test.ports, db })
    const { status, codes, raw } = await call(app, checkReadiness, {})
    await app.close()
    await db.destroy()
    expect([status, codes]).toEqual([503, ['database_not_writable']])
    expect(Number(raw.headers['retry-after'])).toBeGreaterThan(0)
    expect(test.logged()).toContain('25006')
  })

  it('writes at a bounded rate, however many ask', async () => {
    const writes = async () =>
      (await sql<{ xmin: string }>`select xmin::text from clock_mark`.execute(test.db)).rows[0]?.xmin
    const app = await buildApp(test.config, test.ports)
    await call(app, checkReadiness, {})
    const before = await writes()
    const answers = await Promise.all(Array.from({ length: 10 }, () => call(app, checkReadiness, {})))
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200))
    expect(await writes()).toBe(before)
    await app.close()
  })
})

describe('a server whose database is away', () => {
  // A port that nothing listens on: 1 is reserved for a service that nobody runs.
  const db = connect('postgresql://nobody@127.0.0.1:1/nothing')
  const away = () => buildApp(test.config, { ...test.ports, db })
  afterAll(() => db.destroy())

  it('is alive', async () => {
    expect((await call(await away(), checkHealth, {})).status).toBe(200)
  })
  it.each([checkReadiness, homeActivities])('answers $path with 503 and when to come back', async (endpoint) => {
    const { status, codes, raw } = await call(await away(), endpoint, {})
    expect([status, codes]).toEqual([503, ['database_unavailable']])
    expect(Number(raw.headers['retry-after'])).toBeGreaterThan(0)
  })
  it('still keeps its limits, by itself', async () => {
    const limit = { max: 50, window: 300_000 }
    const app = await buildApp(
      { ...test.config, rateLimits: { ...test.config.rateLimits, address: limit, person: limit } },
      { ...test.ports, db },
    )
    const statuses = []
    for (let n = 0; n < 80; n++) statuses.push((await app.inject({ url: '/api/openapi.json' })).statusCode)
    expect(statuses.filter((status) => status === 200)).toHaveLength(50)
    expect(statuses.filter((status) => status === 429)).toHaveLength(30)
  })
  it('says so without an address or a password', async () => {
    await call(await away(), homeActivities, {})
    expect(test.logged()).toContain('ECONNREFUSED')
    expect(test.logged()).not.toContain('postgresql://')
  })
})
