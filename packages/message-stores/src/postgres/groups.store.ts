import { keepPlan, keptLimit } from '@cruddur/storage/kept-plans'
import type { Page } from '@cruddur/storage/page'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import type { Group, GroupInList } from '../messages.port.ts'
import type { StoredMessage } from '../sealed-messages.ts'

/** The columns of the group `g` as one of its members sees it. */
const groupColumns = (member: string) => sql`
  g.uuid, ${member}::uuid as member, g.lifetime, null as last, null as latest_at,
  case when g.one_uuid = ${member} then g.other_uuid else g.one_uuid end as person,
  case when g.one_uuid = ${member} then g.one_read_at else g.other_read_at end as read_at,
  case when g.one_uuid = ${member} then g.other_read_at else g.one_read_at end as person_read_at`

const isMember = (member: string) => sql`(g.one_uuid = ${member} or g.other_uuid = ${member})`

export async function selectGroup(db: Db, uuid: string, member: string): Promise<Group | null> {
  const { rows } = await sql<Group>`${keepPlan}
    select ${groupColumns(member)} from live_message_groups g where g.uuid = ${uuid} and ${isMember(member)}`.execute(
    db,
  )
  return rows[0] ?? null
}

export type StoredGroupInList = Omit<GroupInList, 'message'> & { message: StoredMessage }

/** Groups by the latest living message of each, newest first. */
export async function selectGroups(db: Db, member: string, { limit, after }: Page): Promise<StoredGroupInList[]> {
  const { rows } = await sql<Group & Omit<StoredMessage, 'uuid'> & { unread: number; message_uuid: string }>`${keepPlan}
    with page as materialized (
      select ${groupColumns(member)}, m.created_at, m.uuid as message_uuid, m.user_uuid as "from",
        m.sealed, m.plain, m.expires_at
      from live_message_groups g cross join lateral (
        select * from live_messages m where m.group_uuid = g.uuid order by m.created_at desc, m.uuid desc limit 1
      ) m
      where ${isMember(member)}
        ${after ? sql`and (m.created_at, m.uuid) < (${after.at}::timestamptz, ${after.uuid}::uuid)` : sql``}
      order by m.created_at desc, m.uuid desc limit ${keptLimit(limit)}
    )
    select page.*, (${countUnread}) as unread from page order by created_at desc, message_uuid desc`.execute(db)
  return rows.slice(0, limit).map(({ message_uuid, from, sealed, plain, created_at, expires_at, unread, ...group }) => {
    const message = { uuid: message_uuid, from, sealed, plain, created_at, expires_at }
    return { group, message, unread }
  })
}

const countUnread = sql`
  select count(*) from live_messages m
  where m.group_uuid = page.uuid and m.user_uuid = page.person and m.created_at > coalesce(page.read_at, '-infinity')`

export async function selectUnreadCount(db: Db, { uuid, person, member }: Group): Promise<number> {
  const { rows } = await sql<{ count: number }>`${keepPlan}
    with page as (select ${groupColumns(member)} from live_message_groups g where g.uuid = ${uuid})
    select count(*) as count from page, live_messages m
    where m.group_uuid = page.uuid and m.user_uuid = ${person} and m.created_at > coalesce(page.read_at, '-infinity')
    `.execute(db)
  return rows[0]?.count ?? 0
}

/** Moves the member's read mark forward, to the latest message at most. */
export async function updateReadMark(db: Db, { uuid, member }: Group, upTo: string | undefined): Promise<void> {
  const mark = sql`least(g.last_at, ${upTo ?? null}::timestamptz(3))`
  await sql`
    update live_message_groups g set
      one_read_at = case when g.one_uuid = ${member} then greatest(g.one_read_at, ${mark}) else g.one_read_at end,
      other_read_at = case when g.one_uuid = ${member} then g.other_read_at else greatest(g.other_read_at, ${mark}) end
    where g.uuid = ${uuid} and ${isMember(member)}
      and ${mark} > coalesce(case when g.one_uuid = ${member} then g.one_read_at else g.other_read_at end, '-infinity')
    `.execute(db)
}

/** Shortens the lifetime of messages that are sent from now on. False if that would not be shorter. */
export async function updateLifetime(db: Db, { uuid, member }: Group, seconds: number): Promise<boolean> {
  const { rows } = await sql`
    update live_message_groups g set lifetime = ${seconds}
    where g.uuid = ${uuid} and ${isMember(member)} and g.lifetime > ${seconds} returning 1`.execute(db)
  return rows.length > 0
}

/** Deletes every group of a person, with its messages. */
export async function deleteGroupsOf(db: Db, person: string): Promise<void> {
  await sql`delete from live_message_groups where one_uuid = ${person} or other_uuid = ${person}`.execute(db)
}
