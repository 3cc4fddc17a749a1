import { lifetimeSeconds } from '@cruddur/contract/lifetimes'
import type { Page } from '@cruddur/storage/page'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { groupUuidOf } from '../group-uuid.ts'
import type { Group, Message, NewMessage } from '../messages.port.ts'

/** Seconds. */
const longestLifetime = lifetimeSeconds['30-days']

const messageColumns = sql`m.uuid, m.user_uuid as "from", m.message as text, m.created_at, m.expires_at`

/** Newest first. */
export async function selectMessages(db: Db, { uuid }: Group, { limit, after }: Page): Promise<Message[]> {
  const { rows } = await sql<Message>`
    select ${messageColumns} from live_messages m where m.group_uuid = ${uuid}
    ${after ? sql`and (m.created_at, m.uuid) < (${after.at}::timestamptz, ${after.uuid}::uuid)` : sql``}
    order by m.created_at desc, m.uuid desc limit ${limit}`.execute(db)
  return rows
}

export async function selectMessage(db: Db, uuid: string): Promise<Message | null> {
  const { rows } = await sql<Message>`select ${messageColumns} from live_messages m where m.uuid = ${uuid}`.execute(db)
  return rows[0] ?? null
}

/**
 * Sends a message in the group of the two. Makes the group if there is none, or if it has expired. Null if one of them does
 * not exist or a block is between them: `hold_peace` locks both facts until the message is written. The lock on the row of the
 * group makes messages readable in the order of their times.
 */
export async function insertMessage(db: Db, { from, to, text, lifetime }: NewMessage): Promise<Message | null> {
  const [one, other] = [from, to].sort()
  const { rows } = await sql<Message>`
    with g as (
      insert into message_groups as g (uuid, one_uuid, other_uuid, lifetime, last_at, expires_at)
      select ${groupUuidOf(from, to)}::uuid, ${one}::uuid, ${other}::uuid,
        ${lifetime ?? longestLifetime}::integer, date_trunc('milliseconds', now()),
        date_trunc('milliseconds', now()) + interval '30 days'
      where ${from} <> ${to} and hold_peace(${from}::uuid, ${to}::uuid)
      on conflict (uuid) do update set
        last_at = greatest(excluded.last_at, g.last_at + interval '1 millisecond'),
        expires_at = greatest(excluded.last_at, g.last_at + interval '1 millisecond') + interval '30 days',
        lifetime = least(case when g.expires_at > now() then g.lifetime end, excluded.lifetime),
        one_read_at = case when g.expires_at > now() then g.one_read_at end,
        other_read_at = case when g.expires_at > now() then g.other_read_at end
      returning uuid, last_at, lifetime
    ), m as (
      insert into messages (group_uuid, user_uuid, message, created_at, expires_at)
      select uuid, ${from}, ${text}, last_at, last_at + lifetime * interval '1 second' from g
      returning *
    )
    select ${messageColumns} from m`.execute(db)
  return rows[0] ?? null
}

/** Deletes a living message that the member sent, and tells both members' open pages. False if there is none. */
export async function deleteMessage(db: Db, { uuid, member, person }: Group, message: string): Promise<boolean> {
  const { rows } = await sql`
    with burnt as (
      delete from live_messages where uuid = ${message} and group_uuid = ${uuid} and user_uuid = ${member}
      returning uuid, group_uuid
    )
    select tell_of_burnt_message(uuid, group_uuid, ${member}::uuid, ${person}::uuid) from burnt`.execute(db)
  return rows.length > 0
}
