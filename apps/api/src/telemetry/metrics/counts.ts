import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyBaseLogger } from 'fastify'
import { loggable } from '../../database/database-errors.ts'
import { selectLags } from '../../retention/lags.store.ts'
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
const mostDying = 100_000
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

/** Counts once in the database, but for the deaths ahead. */
export async function countInDatabase(db: Db, metrics: Counted): Promise<void> {
  metrics.erasureLag.set((await selectLags(db)).erasure)
  for (const { table, count } of await countOverdueRows(db, mostOverdue)) metrics.overdueRows.set(count, [table])
  metrics.notificationQueue.set(await selectNotificationQueue(db))
  metrics.notificationsWaiting.set(await countUnreadNotifications(db, mostUnread))
}

/** Counts the deaths ahead once: the longest of the counts, and the one that nobody is woken for. */
export async function countDeathsAhead(db: Db, metrics: Pick<Counted, 'deathsAhead'>): Promise<void> {
  const deaths = new Map(
    (await selectDeathsAhead(db, hoursAhead, mostDying)).map(({ kind, hour, count }) => [`${kind} ${hour}`, count]),
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
  // Of the start, until there is a count: one that never succeeds must be seen too.
  let countedAt = performance.now()
  metrics.countsAge.from(() => [{ values: [], value: (performance.now() - countedAt) / 1_000 }])

  async function run(): Promise<void> {
    const failing = new Set<typeof countInDatabase>()
    while (!stopped.signal.aborted) {
      const start = performance.now()
      for (const count of [countInDatabase, countDeathsAhead]) {
        try {
          await count(db, metrics)
          if (count === countInDatabase) countedAt = performance.now()
          failing.delete(count)
        } catch (error) {
          if (!failing.has(count))
            log.warn({ error: loggable(error) }, 'what metrics tell of the database could not be counted')
          failing.add(count)
        }
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
