import { deleteExpiredKeys } from '@cruddur/storage/idempotency/idempotency-keys.store'
import type { Ports } from '../app.ts'
import type { Config } from '../config/config.ts'
import { finishDeletions } from '../features/account/delete-account.ts'
import { deleteFreedHandles, deleteOldDeletions } from '../features/account/deletion.store.ts'
import { deleteStaleIdentities } from '../features/identity/identity.store.ts'
import { deleteOldNotifications } from '../features/notifications/notifications.store.ts'
import { deleteExpiredReports, deleteOldAudits } from '../features/reports/reports-expiry.store.ts'
import { deleteOldStreamEvents } from '../features/stream/stream.store.ts'
import { startErasureLoop } from './erasure-loop.ts'
import { deleteExpiredActivities } from './expiry.store.ts'

/** Everything that has a time to go. A feature that keeps something for a while adds its eraser here. */
export const erasers = [
  deleteExpiredActivities,
  deleteExpiredKeys,
  deleteStaleIdentities,
  deleteOldNotifications,
  deleteExpiredReports,
  deleteOldAudits,
  deleteOldDeletions,
  deleteFreedHandles,
  deleteOldStreamEvents,
]

/** Starts to erase what has had its time. The result stops it. */
export const startErasure = (
  config: Config,
  { db, log, identity, messages }: Pick<Ports, 'db' | 'log' | 'identity' | 'messages'>,
) =>
  // Last, because they fail for as long as another provider is away.
  startErasureLoop({
    db,
    log,
    erasers: [...erasers, (_db, limit) => messages.erase(limit), finishDeletions(identity)],
    ...config.erasure,
  })
