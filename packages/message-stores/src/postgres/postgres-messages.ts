import { randomUUIDv7 } from 'node:crypto'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { minuteOf } from '@cruddur/key-ring/minutes'
import { deleteKeysOf } from '@cruddur/storage/idempotency/idempotency-keys.store'
import { oncePerKey } from '@cruddur/storage/idempotency/once-per-key'
import { inTransaction } from '@cruddur/storage/in-transaction'
import type { Db } from '@cruddur/storage/postgres'
import { eraseAroundStuckRows } from '@cruddur/storage/stuck-rows'
import { forgetDeletedPeople } from '../deleted-people/forget-deleted-people.ts'
import type { Group, Message, Messages, NewMessage } from '../messages.port.ts'
import { openListed, openMessage, sealText } from '../sealed-messages.ts'
import { deleteExpired, deleteExpiredOf, type ExpiringMessages, selectExpired } from './expiry.store.ts'
import {
  deleteGroupsOf,
  selectGroup,
  selectGroups,
  selectUnreadCount,
  updateLifetime,
  updateReadMark,
} from './groups.store.ts'
import {
  deleteMessage,
  insertMessage,
  insertMessageInGroup,
  selectMessage,
  selectMessages,
  upsertGroupOfMessage,
} from './messages.store.ts'

export type PostgresMessagesOptions = {
  /** Is called once for each message or group that cannot be erased. */
  onStuck?: (row: { table: ExpiringMessages; uuid: string }, error: unknown) => void
}

/** Direct messages in our PostgreSQL. They expire by its clock. Triggers send the stream events. */
export function createPostgresMessages(db: Db, keys: KeyRing, options: PostgresMessagesOptions = {}): Messages {
  const erase = createPostgresErasure(db, options)
  return {
    findGroup: (uuid, member) => selectGroup(db, uuid, member),
    async listGroups(member, page) {
      const found = await selectGroups(db, member, page)
      return found.map(({ message, ...group }) => ({ ...group, message: openListed(keys, message) }))
    },
    async listMessages(group, page) {
      return (await selectMessages(db, group, page)).map((message) => openListed(keys, message))
    },
    countUnread: (group) => selectUnreadCount(db, group),
    send: (message, group) => send(db, keys, message, group),
    markRead: (group, upTo) => updateReadMark(db, group, upTo),
    shorten: (group, seconds) => updateLifetime(db, group, seconds),
    burn: (group, message) => deleteMessage(db, group, message),
    forget: (person) => forget(db, person),
    // Foreign keys delete the messages with the account.
    forgetLater: async () => {},
    erase,
    close: async () => {},
  }
}

/** `erase` of the store, which needs no keys. */
export function createPostgresErasure(db: Db, { onStuck = () => {} }: PostgresMessagesOptions = {}): Messages['erase'] {
  const eraserOf = (table: ExpiringMessages) =>
    eraseAroundStuckRows({
      deleteBatch: (on, limit, except) => deleteExpired(on, table, limit, except),
      select: (on, limit, except) => selectExpired(on, table, limit, except),
      delete: (on, uuids) => deleteExpiredOf(on, table, uuids),
      onStuck: (uuid, error) => onStuck({ table, uuid }, error),
    })
  const eraseMessages = eraserOf('messages')
  const eraseGroups = eraserOf('message_groups')
  return async (limit) => {
    const messages = await eraseMessages(db, limit)
    const groups = await eraseGroups(db, limit)
    // Recorded while another store was in use.
    await forgetDeletedPeople(db, (person) => forget(db, person), limit)
    return Math.max(messages, groups)
  }
}

async function send(db: Db, keys: KeyRing, message: NewMessage, group?: Group): Promise<Message | null> {
  if (!message.key) {
    const sent = group && (await writeInGroup(db, keys, message, group))
    return sent ?? inTransaction(db, (transaction) => write(transaction, keys, message))
  }
  const claim = { kind: 'message', owner: { uuid: message.from }, key: message.key } as const
  return oncePerKey<Message | null>(db, claim, {
    async find(on, uuid) {
      const sent = await selectMessage(on, uuid)
      return (sent && openMessage(keys, sent)[0]) ?? null
    },
    make: (transaction) => write(transaction, keys, message),
  })
}

/**
 * Sends a message in one statement: its deadline is guessed, and only the minute must be right. Null if it is not, or if the group
 * has changed since it was read.
 */
async function writeInGroup(
  db: Db,
  keys: KeyRing,
  { from, to, text, lifetime }: NewMessage,
  group: Group,
): Promise<Message | null> {
  const uuid = randomUUIDv7()
  const endsAt = new Date(Date.now() + Math.min(group.lifetime, lifetime ?? group.lifetime) * 1_000)
  const sealed = sealText(keys, { uuid, text, expires_at: endsAt.toISOString() })
  const sent = { from, to, lifetime, uuid, group: group.uuid, sealed, minute: minuteOf(endsAt) }
  const times = await insertMessageInGroup(db, sent)
  return times && { uuid, from, text, ...times }
}

/** The deadline is known once the group is locked, and the words are sealed under it. So this takes two statements. */
async function write(transaction: Db, keys: KeyRing, message: NewMessage): Promise<Message | null> {
  const slot = await upsertGroupOfMessage(transaction, message)
  if (!slot) return null
  const { group_uuid: _group, ...times } = slot
  const sent = { ...times, from: message.from, text: message.text }
  await insertMessage(transaction, slot, message.from, sealText(keys, sent))
  return sent
}

async function forget(db: Db, person: string): Promise<void> {
  await deleteGroupsOf(db, person)
  await deleteKeysOf(db, 'message', person)
}
