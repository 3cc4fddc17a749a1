import type { Ports } from '../app.ts'
import type { Config } from '../config/config.ts'
import { finishDeletions } from '../features/account/delete-account.ts'
import { deleteFreedHandles, deleteOldDeletions } from '../features/account/deletion.store.ts'
import { deleteExpiredIdentityRows } from '../features/identity/embedded/expired-rows.store.ts'
import { forgetDeletedPeople } from '../features/messages/forget-people.ts'
import { deleteExpiredMessageKeys } from '../features/messages/postgres-messages/message-keys.store.ts'
import {
  deleteExpiredMessages,
  deleteForgottenGroups,
} from '../features/messages/postgres-messages/messages-expiry.store.ts'
import { deleteOldNotifications } from '../features/notifications/notifications.store.ts'
import { deleteExpiredReports, deleteOldAudits } from '../features/reports/reports-expiry.store.ts'
import { deleteOldStreamEvents } from '../features/stream/stream.store.ts'
import { deleteExpiredKeys } from '../idempotency/idempotency.store.ts'
import { startErasureLoop } from './erasure-loop.ts'
import { deleteExpiredActivities } from './expiry.store.ts'

/** Everything that has a time to go. A feature that keeps something for a while adds its eraser here. */
export const erasers = [
  deleteExpiredActivities,
  deleteExpiredKeys,
  deleteExpiredIdentityRows,
  deleteExpiredMessages,
  deleteForgottenGroups,
  deleteExpiredMessageKeys,
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
    erasers: [...erasers, forgetDeletedPeople(messages), finishDeletions(identity)],
    ...config.erasure,
  })
