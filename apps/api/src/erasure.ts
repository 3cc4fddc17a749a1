import type { Db } from '@cruddur/storage/postgres'
import type { FastifyBaseLogger } from 'fastify'
import type { Config } from './config.ts'
import { deleteExpiredKeys } from './features/activities/idempotency.store.ts'
import { startErasureLoop } from './features/expiry/erasure-loop.ts'
import { deleteExpiredActivities } from './features/expiry/expiry.store.ts'
import { deleteStaleIdentities } from './features/identity/identity.store.ts'
import { deleteOldNotifications } from './features/notifications/notifications.store.ts'
import { deleteExpiredReports, deleteOldAudits } from './features/reports/reports-expiry.store.ts'
import { deleteOldStreamEvents } from './features/stream/stream.store.ts'

/** Everything that has a time to go. A feature that keeps something for a while adds its eraser here. */
export const erasers = [
  deleteExpiredActivities,
  deleteExpiredKeys,
  deleteStaleIdentities,
  deleteOldNotifications,
  deleteExpiredReports,
  deleteOldAudits,
  deleteOldStreamEvents,
]

/** Starts to erase what has had its time. The result stops it. */
export const startErasure = (config: Config, { db, log }: { db: Db; log: FastifyBaseLogger }) =>
  startErasureLoop({ db, log, erasers, ...config.erasure })
