import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import type { ArchivedGroup } from '../archive/archived-group.ts'
import type { StoredMessage } from '../sealed-messages.ts'

const archived = sql`
  uuid, one_uuid as one, other_uuid as other, lifetime, one_read_at, other_read_at, expires_at from live_message_groups`

export async function selectArchivedGroups(db: Db, one: string): Promise<ArchivedGroup[]> {
  const { rows } = await sql<ArchivedGroup>`select ${archived} where one_uuid = ${one} order by uuid`.execute(db)
  return rows
}

export async function selectArchivedGroup(db: Db, uuid: string): Promise<ArchivedGroup | null> {
  const { rows } = await sql<ArchivedGroup>`select ${archived} where uuid = ${uuid}`.execute(db)
  return rows[0] ?? null
}

/** Living messages, oldest first. */
export async function selectArchivedMessages(db: Db, group: string): Promise<StoredMessage[]> {
  const { rows } = await sql<StoredMessage>`
    select uuid, user_uuid as "from", sealed, plain, created_at, expires_at from live_messages
    where group_uuid = ${group} order by created_at, uuid`.execute(db)
  return rows
}

/** Adds a group, merged with the one that is there unless that has expired. False if one of the two has no account. */
export async function upsertGroup(db: Db, group: ArchivedGroup, lastAt: string): Promise<boolean> {
  const { rows } = await sql`
    insert into message_groups as g (uuid, one_uuid, other_uuid, lifetime, last_at, one_read_at, other_read_at, expires_at)
    select ${group.uuid}::uuid, ${group.one}::uuid, ${group.other}::uuid, ${group.lifetime}::int, ${lastAt}::timestamptz,
      ${group.one_read_at}::timestamptz, ${group.other_read_at}::timestamptz, ${group.expires_at}::timestamptz
    where (select count(*) from users where uuid in (${group.one}, ${group.other})) = 2
    on conflict (uuid) do update set
      lifetime = least(case when g.expires_at > now() then g.lifetime end, excluded.lifetime),
      last_at = greatest(g.last_at, excluded.last_at),
      one_read_at = greatest(case when g.expires_at > now() then g.one_read_at end, excluded.one_read_at),
      other_read_at = greatest(case when g.expires_at > now() then g.other_read_at end, excluded.other_read_at),
      expires_at = greatest(g.expires_at, excluded.expires_at)
    returning 1`.execute(db)
  return rows.length > 0
}

/** A message to be stored, its words in base64. */
export type SealedMessage = Omit<StoredMessage, 'sealed' | 'plain'> & { sealed: string }

/** Adds messages that are not there yet. */
export async function insertMessages(db: Db, group: string, messages: readonly SealedMessage[]): Promise<void> {
  await sql`
    insert into messages (uuid, group_uuid, user_uuid, sealed, created_at, expires_at)
    select (m ->> 'uuid')::uuid, ${group}, (m ->> 'from')::uuid, decode(m ->> 'sealed', 'base64'), (m ->> 'created_at')::timestamptz,
      (m ->> 'expires_at')::timestamptz
    from json_array_elements(${JSON.stringify(messages)}::json) m
    on conflict do nothing`.execute(db)
}

export async function deleteGroup(db: Db, uuid: string): Promise<void> {
  await sql`delete from live_message_groups where uuid = ${uuid}`.execute(db)
}
