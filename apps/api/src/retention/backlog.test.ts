import { homeActivities } from '@cruddur/contract/feeds'
import { checkHealth, checkReadiness } from '@cruddur/contract/health'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { expect, it, onTestFinished } from 'vitest'
import { buildApp } from '../app.ts'
import { call } from '../testing/contract-call.ts'
import { useTestApp } from '../testing/test-app.ts'
import { createBacklog } from './backlog.ts'
import { startErasure } from './erasure.ts'
import { startErasureLoop } from './erasure-loop.ts'

const test = await useTestApp()

it('while a backlog is erased, a server is alive, not ready, and serves nothing', async () => {
  const backlog = createBacklog()
  const app = await buildApp(test.config, { ...test.ports, hasBacklog: backlog.isThere })
  const codesOf = async (endpoint: typeof checkReadiness | typeof homeActivities) => {
    const { status, codes, raw } = await call(app, endpoint, {})
    return [status, codes, raw.headers['retry-after']]
  }
  expect((await call(app, checkHealth, {})).status).toBe(200)
  expect(await codesOf(checkReadiness)).toEqual([503, ['erasure_lagging'], '2'])
  expect(await codesOf(homeActivities)).toEqual([503, ['server_busy'], '2'])
  expect((await app.inject({ url: '/' })).statusCode).toBe(503)
  backlog.onErased()
  expect((await call(app, checkReadiness, {})).status).toBe(200)
  expect((await call(app, homeActivities, {})).status).toBe(200)
})

it('a backlog is over when every eraser has come to its end, those that failed first too, and no chore counts', async () => {
  const seen: string[] = []
  let left = 3
  let failures = 2
  const eraser = async (_db: Db, limit: number) => (left-- > 0 ? limit : 0)
  const late = async () => {
    if (failures-- > 0) throw new Error('away')
    seen.push('late')
    return 0
  }
  const chore = async () => {
    throw new Error('a service is away')
  }
  const { db, log } = test.ports
  await new Promise<void>((resolve) => {
    const options = { erasers: [eraser, late], chores: [chore], onCaughtUp: resolve, interval: 1, batch: 10 }
    const stop = startErasureLoop({ db, log, ...options })
    onTestFinished(stop)
  })
  expect(left).toBeLessThan(0)
  expect(seen).toEqual(['late'])
})

it.each([
  ['without words', 'public.rate_counts', false],
  ['with words', 'public.reports', true],
])(
  'a table %s that cannot be erased keeps the server from serving for a while at most',
  async (_what, table, isTold) => {
    const text = 'the server no longer waits for it'
    const before = test.logged().split(text).length
    await sql.raw(`alter table ${table} rename to moved`).execute(test.db)
    onTestFinished(async () => {
      await sql.raw(`alter table ${table.replace(/\w+$/, 'moved')} rename to ${table.split('.')[1]}`).execute(test.db)
    })
    await new Promise<void>((resolve) => {
      const stop = startErasure({ erasure: { ...test.config.erasure, interval: 1 } }, test.ports, resolve)
      onTestFinished(stop)
    })
    expect(test.logged().split(text).length > before).toBe(isTold)
  },
)
