import { randomUUID } from 'node:crypto'
import { lifetimeSeconds } from '@cruddur/contract/lifetimes'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { groupUuidOf } from '@cruddur/message-stores/group-uuid'
import { createPostgresArchive } from '@cruddur/message-stores/postgres/postgres-archive'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import type { DemoConversation } from './conversations.ts'
import { secondsOf } from './crud.ts'

const monthSeconds = lifetimeSeconds['30-days']

/** Inserts a conversation of the past, as if it were moved here from another store. All but the latest messages are read. */
export async function insertConversation(
  { db, keys }: { db: Db; keys: KeyRing },
  conversation: DemoConversation,
  now: Date,
): Promise<void> {
  const uuids = await uuidsOf(db, conversation.between)
  const uuid = (handle: string) => uuids.get(handle) ?? ''
  const at = (seconds: number) => new Date(now.getTime() + seconds * 1000).toISOString()
  const seconds = lifetimeSeconds[conversation.lifetime]
  const messages = conversation.messages.map(({ by, age, message }) => ({
    uuid: randomUUID(),
    from: uuid(by),
    text: message,
    created_at: at(-secondsOf(age)),
    expires_at: at(seconds - secondsOf(age)),
  }))
  const [one = '', other = ''] = [...uuids.values()].sort()
  const read = messages.at(-1 - (conversation.unread ?? 0))?.created_at ?? null
  const latest = messages.at(-1)
  const readBy = (person: string) => (latest?.from === person ? latest.created_at : read)
  const group = {
    uuid: groupUuidOf(one, other),
    one,
    other,
    lifetime: seconds,
    one_read_at: readBy(one),
    other_read_at: readBy(other),
    expires_at: at(monthSeconds - secondsOf(conversation.messages.at(-1)?.age ?? '0m')),
  }
  await createPostgresArchive(db, keys).restore({ group, messages })
}

async function uuidsOf(db: Db, handles: string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ handle: string; uuid: string }>`
    select handle, uuid from users where handle = any (${handles}::text[])`.execute(db)
  return new Map(rows.map(({ handle, uuid }) => [handle, uuid]))
}
