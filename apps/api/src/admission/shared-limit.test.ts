import { createTestDatabase, type TestDatabase } from '@cruddur/storage/test-database'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { takeFromLimit } from './rate-counts.store.ts'
import { createSharedLimit, type SharedLimit } from './shared-limit.ts'
import { takeInTime } from './take-in-time.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'))
})
afterAll(() => database.drop())

let scopes = 0

/** So many servers with one limit on one database. */
function servers(count: number, limit: { max: number; window: number }): SharedLimit[] {
  const scope = `test ${++scopes}`
  const take = takeFromLimit.bind(null, database.db)
  return Array.from({ length: count }, () => createSharedLimit(scope, limit, take))
}

/** How many of so many requests are admitted, spread over the servers. */
async function admitted(limits: SharedLimit[], requests: number, client = '192.0.2.1'): Promise<number> {
  const answers = Array.from({ length: requests }, (_, n) => limits[n % limits.length]?.admit(client))
  return (await Promise.all(answers)).filter(Boolean).length
}

const hour = 3_600_000

describe('a limit', () => {
  it.each([1, 3, 10, 200])('of %i is kept exactly by one server', async (max) => {
    expect(await admitted(servers(1, { max, window: hour }), max + 50)).toBe(max)
  })

  it('is exceeded by two servers by no more than a tenth, and not undercut by more', async () => {
    const count = await admitted(servers(2, { max: 200, window: hour }), 600)
    expect(count).toBeGreaterThanOrEqual(180)
    expect(count).toBeLessThanOrEqual(220)
  })

  it('is one for each client', async () => {
    const limits = servers(1, { max: 5, window: hour })
    expect(await admitted(limits, 9)).toBe(5)
    expect(await admitted(limits, 9, '192.0.2.2')).toBe(5)
  })

  it('holds on one server while the database is away', async () => {
    const limit = createSharedLimit('away', { max: 50, window: hour }, () => Promise.reject(new Error('away')))
    expect(await admitted([limit], 90)).toBe(50)
  })

  it('holds on one server while the database does not answer', async () => {
    const limit = createSharedLimit(
      'stalled',
      { max: 50, window: hour },
      takeInTime(() => new Promise(() => {})),
    )
    expect(await admitted([limit], 90)).toBe(50)
  })

  it('slides: what left the window may come again, and no more than that', async () => {
    let now = 1_000_000
    const window = 1_200
    const log: number[] = []
    const taken: number[] = []
    // What the database does, by the clock of the test.
    const take = async (_key: Buffer, wanted: number, { max }: { max: number }) => {
      const used = taken.filter((at) => at > now - window - window / 12).length
      const granted = Math.max(0, Math.min(wanted, max - used))
      for (let n = 0; n < granted; n++) taken.push(now)
      return granted
    }
    const limit = createSharedLimit('slide', { max: 100, window }, take, () => now)
    for (let step = 0; step < 400; step++) {
      for (let n = 0; n < 5; n++) if (await limit.admit('a')) log.push(now)
      now += 10
    }
    for (const end of log) {
      expect(log.filter((at) => at > end - window && at <= end).length).toBeLessThanOrEqual(110)
    }
    expect(log.length).toBeGreaterThan(200)
  })
})
