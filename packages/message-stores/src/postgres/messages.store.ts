import { lifetimeSeconds } from '@cruddur/contract/lifetimes'
import { keepPlan, keptLimit } from '@cruddur/storage/kept-plans'
import type { Page } from '@cruddur/storage/page'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { groupUuidOf } from '../group-uuid.ts'
import type { Group, Message, NewMessage } from '../messages.port.ts'
import type { StoredMessage } from '../sealed-messages.ts'

/** Seconds. */
const longestLifetime = lifetimeSeconds['30-days']

const messageColumns = sql`m.uuid, m.user_uuid as "from", m.sealed, m.plain, m.created_at, m.expires_at`

/** Newest first. */
export async function selectMessages(db: Db, { uuid }: Group, { limit, after }: Page): Promise<StoredMessage[]> {
  const { rows } = await sql<StoredMessage>`${keepPlan}
    select ${messageColumns} from live_messages m where m.group_uuid = ${uuid}
    ${after ? sql`and (m.created_at, m.uuid) < (${after.at}::timestamptz, ${after.uuid}::uuid)` : sql``}
    order by m.created_at desc, m.uuid desc limit ${keptLimit(limit)}`.execute(db)
  return rows.slice(0, limit)
}

export async function selectMessage(db: Db, uuid: string): Promise<StoredMessage | null> {
  const { rows } = await sql<StoredMessage>`
    select ${messageColumns} from live_messages m where m.uuid = ${uuid}`.execute(db)
  return rows[0] ?? null
}

/** Where and when the next message of two people is sent. */
export type Slot = Pick<Message, 'uuid' | 'created_at' | 'expires_at'> & { group_uuid: string }

/**
 * Reserves the time of a message in the group of the two. Makes the group if there is none, or if it has expired. Null if one
 * of them does not exist or a block is between them: `hold_peace` locks both facts until the message is written. The lock on
 * the row of the group makes messages readable in the order of their times.
 *
 * @param transaction in which the message is written too
 */
export async function upsertGroupOfMessage(
  transaction: Db,
  { from, to, lifetime }: Pick<NewMessage, 'from' | 'to' | 'lifetime'>,
): Promise<Slot | null> {
  const [one, other] = [from, to].sort()
  const { rows } = await sql<Slot>`${keepPlan}
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
    )
    select uuidv7() as uuid, uuid as group_uuid, last_at as created_at,
      (last_at + lifetime * interval '1 second')::timestamptz(3) as expires_at from g`.execute(transaction)
  return rows[0] ?? null
}

/** A message whose group is there, sealed for the minute in which it ends by the clock of this machine. */
export type MessageInGroup = Pick<NewMessage, 'from' | 'to' | 'lifetime'> & {
  uuid: string
  group: string
  sealed: Buffer
  /** The minute whose key sealed it, since 1970. */
  minute: number
}

/**
 * Sends a message in one statement, with the same locks and in the same order of times as `upsertGroupOfMessage`. Null, and nothing
 * is written, if the group is gone, a block is between the two, or the deadline is not in the minute for which the message is
 * sealed.
 */
export async function insertMessageInGroup(
  db: Db,
  { from, to, lifetime, uuid, group, sealed, minute }: MessageInGroup,
): Promise<Pick<Message, 'created_at' | 'expires_at'> | null> {
  const at = sql`greatest(date_trunc('milliseconds', now()), g.last_at + interval '1 millisecond')`
  const lives = sql`least(g.lifetime, ${lifetime ?? longestLifetime}::integer)`
  const { rows } = await sql<Pick<Message, 'created_at' | 'expires_at'>>`${keepPlan}
    with g as (
      update live_message_groups g set last_at = ${at}, expires_at = ${at} + interval '30 days', lifetime = ${lives}
      where g.uuid = ${group} and ending_minute(${at} + ${lives} * interval '1 second') = ${minute}
        and hold_peace(${from}::uuid, ${to}::uuid)
      returning uuid, last_at, lifetime
    )
    insert into messages (uuid, group_uuid, user_uuid, sealed, created_at, expires_at)
    select ${uuid}, g.uuid, ${from}, ${sealed}, g.last_at, g.last_at + g.lifetime * interval '1 second' from g
    returning created_at, expires_at`.execute(db)
  return rows[0] ?? null
}

export async function insertMessage(transaction: Db, slot: Slot, from: string, sealed: Buffer): Promise<void> {
  await sql`${keepPlan}
    insert into messages (uuid, group_uuid, user_uuid, sealed, created_at, expires_at)
    values (${slot.uuid}, ${slot.group_uuid}, ${from}, ${sealed}, ${slot.created_at}, ${slot.expires_at})`.execute(
    transaction,
  )
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
