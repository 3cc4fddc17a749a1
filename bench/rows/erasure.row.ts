import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { fromMany, homePath } from '../asked.ts'
import { waitsOf } from '../load.ts'
import { quantileOf, type Row } from '../row.ts'
import { insertCruds, messageOf, newCrud, openStageKeys, withoutTriggers } from '../seed-stage.ts'
import type { Stage } from '../stage.ts'

const sampleMs = 200

/** Cruds that end one after the other, from some seconds from now on. */
async function seedDeaths({ database, brief }: Stage, perSecond: number, seconds: number): Promise<Date> {
  const keys = await openStageKeys(database.db, database)
  const { rows } = await sql<{ uuid: string }>`select uuid from bench_people order by n limit 1000`.execute(database.db)
  // Time enough to write them.
  const from = Date.now() + (brief ? 1_500 : 2_000 + (perSecond * seconds) / 4)
  await database.db.connection().execute(async (db) => {
    await withoutTriggers(db, async () => {
      for (let second = 0; second < seconds; second++) {
        const cruds = Array.from({ length: perSecond }, (_, n) => {
          const endsAt = new Date(from + second * 1_000 + (n * 1_000) / perSecond)
          const author = rows[n % rows.length]?.uuid as string
          return newCrud(keys, messageOf(n), { author, at: new Date(Date.now() - 3_600_000), endsAt })
        })
        await insertCruds(db, cruds)
      }
    })
  })
  await keys.close()
  return new Date(from)
}

/** Seconds since the oldest crud ended that is still stored, again and again. */
async function lagsUntil({ database }: Stage, endsAt: number): Promise<number[]> {
  const lags: number[] = []
  while (Date.now() < endsAt) {
    const { rows } = await sql<{ lag: number | null }>`
      select extract(epoch from now() - min(expires_at))::float8 as lag from activities where expires_at <= now()
      `.execute(database.db)
    lags.push(rows[0]?.lag ?? 0)
    await pause(sampleMs)
  }
  return lags
}

export const erasure: Row<'lag' | 'home'> = {
  name: 'erasure',
  measure: '1,000 cruds end every second, for 30 times the seconds of a measurement',
  limit: 'home, 100 pages a second, while nothing ends',
  figures: {
    lag: { words: 's, p99 of how late they are erased', reach: { atMost: 10 } },
    home: { words: 'times the p99 of home while nothing ends', reach: { atMost: 1.3 }, unit: ' ms' },
  },
  rounds: 1,
  async start(stage) {
    const perSecond = stage.brief ? 200 : 1_000
    const seconds = stage.brief ? 1 : Math.round(stage.seconds * 30)
    const target = { address: stage.cruddur.address, request: fromMany({ path: homePath }) }
    const wait = async (duration: number) => {
      return quantileOf(await waitsOf(target, { connections: 4, perSecond: 100, seconds: duration }), 0.99)
    }
    return async () => {
      // There is only one round, and the first requests of a server take longer.
      await wait(stage.seconds)
      // Long enough to be sure of the 99th percentile: that of ten seconds differed by a factor of two from one run to the next.
      const without = await wait(stage.seconds * 15)
      const from = await seedDeaths(stage, perSecond, seconds)
      await pause(Math.max(0, from.getTime() - Date.now()))
      const [lags, during] = await Promise.all([lagsUntil(stage, from.getTime() + seconds * 1_000), wait(seconds)])
      return {
        lag: { value: quantileOf(lags, 0.99) },
        home: { value: during / without, ours: during, limit: without },
      }
    }
  },
}
