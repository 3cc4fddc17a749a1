import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyBaseLogger } from 'fastify'
import { loggable } from '../../database/database-errors.ts'
import { selectLags } from '../../features/health/health.store.ts'
import {
  countOverdueRows,
  countUnreadNotifications,
  selectDeathsAhead,
  selectNotificationQueue,
} from './counts.store.ts'
import type { Metrics } from './metrics.ts'

/** Counting stops at these numbers, because higher ones would say no more. */
const mostOverdue = 10_000
const mostUnread = 100_000
/** Hours of which deaths are counted. */
export const hoursAhead = 24

/** The shortest pause between two counts. */
const pauseMs = 15_000
/** Counting may take this share of the time, however large the tables are. */
const countingShare = 0.02

type Counted = Pick<
  Metrics,
  'erasureLag' | 'overdueRows' | 'deathsAhead' | 'notificationsWaiting' | 'notificationQueue' | 'countsAge'
>

/** Counts once in the database. */
export async function countInDatabase(db: Db, metrics: Counted): Promise<void> {
  metrics.erasureLag.set((await selectLags(db)).erasure)
  for (const { table, count } of await countOverdueRows(db, mostOverdue)) metrics.overdueRows.set(count, [table])
  metrics.notificationQueue.set(await selectNotificationQueue(db))
  metrics.notificationsWaiting.set(await countUnreadNotifications(db, mostUnread))
  const deaths = new Map(
    (await selectDeathsAhead(db, hoursAhead)).map(({ kind, hour, count }) => [`${kind} ${hour}`, count]),
  )
  for (const kind of ['crud', 'message']) {
    for (let hour = 1; hour <= hoursAhead; hour++) {
      metrics.deathsAhead.set(deaths.get(`${kind} ${hour}`) ?? 0, [kind, String(hour)])
    }
  }
}

/**
 * Counts at intervals that do not depend on readers. If a count fails, the old numbers stay and their age grows.
 *
 * @returns a function that stops it
 */
export function startCounting({ db, log, metrics }: { db: Db; log: FastifyBaseLogger; metrics: Counted }) {
  const stopped = new AbortController()
  let countedAt: number | null = null
  metrics.countsAge.from(() =>
    countedAt === null ? [] : [{ values: [], value: (performance.now() - countedAt) / 1_000 }],
  )

  async function run(): Promise<void> {
    let failures = 0
    while (!stopped.signal.aborted) {
      const start = performance.now()
      try {
        await countInDatabase(db, metrics)
        countedAt = performance.now()
        failures = 0
      } catch (error) {
        if (failures++ === 0)
          log.warn({ error: loggable(error) }, 'what metrics tell of the database could not be counted')
      }
      const pause = Math.max(pauseMs, (performance.now() - start) / countingShare)
      await sleep(pause, undefined, { signal: stopped.signal }).catch(() => {})
    }
  }

  const running = run()
  return () => {
    stopped.abort()
    return running
  }
}
