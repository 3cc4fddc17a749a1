import { deleteKeysOf } from '@cruddur/storage/idempotency/idempotency-keys.store'
import { oncePerKey } from '@cruddur/storage/idempotency/once-per-key'
import type { Db } from '@cruddur/storage/postgres'
import { eraseAroundStuckRows } from '@cruddur/storage/stuck-rows'
import { forgetDeletedPeople } from '../deleted-people/forget-deleted-people.ts'
import type { Message, Messages, NewMessage } from '../messages.port.ts'
import { deleteExpired, deleteExpiredOf, type ExpiringMessages, selectExpired } from './expiry.store.ts'
import {
  deleteGroupsOf,
  selectGroup,
  selectGroups,
  selectUnreadCount,
  updateLifetime,
  updateReadMark,
} from './groups.store.ts'
import { deleteMessage, insertMessage, selectMessage, selectMessages } from './messages.store.ts'

export type PostgresMessagesOptions = {
  /** Is called once for each message or group that cannot be erased. */
  onStuck?: (row: { table: ExpiringMessages; uuid: string }, error: unknown) => void
}

/** Direct messages in our PostgreSQL. They expire by its clock. Triggers send the stream events. */
export function createPostgresMessages(db: Db, { onStuck = () => {} }: PostgresMessagesOptions = {}): Messages {
  const eraserOf = (table: ExpiringMessages) =>
    eraseAroundStuckRows({
      deleteBatch: (on, limit, except) => deleteExpired(on, table, limit, except),
      select: (on, limit, except) => selectExpired(on, table, limit, except),
      delete: (on, uuids) => deleteExpiredOf(on, table, uuids),
      onStuck: (uuid, error) => onStuck({ table, uuid }, error),
    })
  const eraseMessages = eraserOf('messages')
  const eraseGroups = eraserOf('message_groups')

  return {
    findGroup: (uuid, member) => selectGroup(db, uuid, member),
    listGroups: (member, page) => selectGroups(db, member, page),
    listMessages: (group, page) => selectMessages(db, group, page),
    countUnread: (group) => selectUnreadCount(db, group),
    send: (message) => send(db, message),
    markRead: (group, upTo) => updateReadMark(db, group, upTo),
    shorten: (group, seconds) => updateLifetime(db, group, seconds),
    burn: (group, message) => deleteMessage(db, group, message),
    forget: (person) => forget(db, person),
    // Foreign keys delete the messages with the account.
    forgetLater: async () => {},
    async erase(limit) {
      const messages = await eraseMessages(db, limit)
      const groups = await eraseGroups(db, limit)
      // Recorded while another store was in use.
      await forgetDeletedPeople(db, (person) => forget(db, person), limit)
      return Math.max(messages, groups)
    },
    close: async () => {},
  }
}

function send(db: Db, message: NewMessage): Promise<Message | null> {
  if (!message.key) return insertMessage(db, message)
  const claim = { kind: 'message', owner: { uuid: message.from }, key: message.key } as const
  return oncePerKey<Message | null>(db, claim, {
    find: selectMessage,
    make: (transaction) => insertMessage(transaction, message),
  })
}

async function forget(db: Db, person: string): Promise<void> {
  await deleteGroupsOf(db, person)
  await deleteKeysOf(db, 'message', person)
}
