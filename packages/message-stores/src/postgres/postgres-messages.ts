import { AppError } from '@cruddur/contract/app-error'
import type { IdempotencyKey } from '@cruddur/storage/idempotency-key'
import type { Db } from '@cruddur/storage/postgres'
import { forgetDeletedPeople } from '../deleted-people/forget-deleted-people.ts'
import type { Message, Messages, NewMessage } from '../messages.port.ts'
import { deleteExpiredGroups, deleteExpiredMessages } from './expiry.store.ts'
import {
  deleteGroupsOf,
  selectGroup,
  selectGroups,
  selectUnreadCount,
  updateLifetime,
  updateReadMark,
} from './groups.store.ts'
import { deleteKey, insertKey, selectKeyForUpdate, updateKey, updateKeyMessage } from './message-keys.store.ts'
import { insertMessage, selectMessage, selectMessages } from './messages.store.ts'

/** Direct messages in our PostgreSQL, by its clock. What happens is announced by triggers, with what makes it happen. */
export const createPostgresMessages = (db: Db): Messages => ({
  findGroup: (uuid, member) => selectGroup(db, uuid, member),
  listGroups: (member, page) => selectGroups(db, member, page),
  listMessages: (group, page) => selectMessages(db, group, page),
  countUnread: (group) => selectUnreadCount(db, group),
  send: (message) => (message.key ? sendOnce(db, message, message.key) : insertMessage(db, message)),
  markRead: (group, upTo) => updateReadMark(db, group, upTo),
  shorten: (group, seconds) => updateLifetime(db, group, seconds),
  forget: (person) => deleteGroupsOf(db, person),
  // Messages are deleted with the account, by foreign keys.
  forgetLater: async () => {},
  erase: (limit) => erase(db, limit),
  close: async () => {},
})

async function erase(db: Db, limit: number): Promise<number> {
  const messages = await deleteExpiredMessages(db, limit)
  const groups = await deleteExpiredGroups(db, limit)
  // Left over from a time when another store was in use.
  await forgetDeletedPeople(db, (person) => deleteGroupsOf(db, person), limit)
  return Math.max(messages, groups)
}

/** Tries at the same time queue up at the key's row. A try that fails leaves no key behind. */
const sendOnce = (db: Db, message: NewMessage, key: IdempotencyKey): Promise<Message | null> =>
  db.transaction().execute(async (transaction) => {
    const first = await firstSent(transaction, message.from, key)
    if (first) return first
    const sent = await insertMessage(transaction, message)
    if (sent) await updateKeyMessage(transaction, key, sent)
    else await deleteKey(transaction, message.from, key)
    return sent
  })

/** What was sent under the key, or null: then the key is this request's. */
async function firstSent(db: Db, person: string, key: IdempotencyKey): Promise<Message | null> {
  if (await insertKey(db, person, key)) return null
  const used = await selectKeyForUpdate(db, person, key)
  // A statement of its own, because the one that waited for the key cannot see what was sent meanwhile.
  const sent = used?.counts && used.message_uuid ? await selectMessage(db, used.message_uuid) : null
  if (!sent) await updateKey(db, person, key)
  else if (used?.fingerprint !== key.fingerprint) throw new AppError('idempotency_key_reused')
  return sent
}
