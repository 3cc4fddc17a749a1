import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import type { NewCrud } from './new-crud.ts'

/** Milliseconds since 1970, by the clock that decides what has expired. */
export async function selectNow(db: Db): Promise<number> {
  const { rows } = await sql<{ now: number }>`select extract(epoch from now())::float8 * 1000 as now`.execute(db)
  return rows[0]?.now ?? 0
}

/**
 * Inserts cruds of one depth that have not expired, with tags and mentions, and counts replies at their parents. A reply's
 * deadline is never later than its parent's, and the reply is never older than its parent. Returns the uuids of inserted
 * cruds. Those whose author or parent is not here are left out.
 */
export async function insertCruds(db: Db, cruds: NewCrud[]): Promise<string[]> {
  const { rows } = await sql<{ uuid: string }>`
    with given as (
      select g.*, to_timestamp(g.created_at / 1000) as created, to_timestamp(g.deadline / 1000) as ends
      from jsonb_to_recordset(${JSON.stringify(cruds)}::jsonb) as g (uuid uuid, author uuid, author_sub uuid, parent uuid,
        message text, created_at float8, deadline float8, tags text[], mentions text[])
    ), placed as (
      select g.uuid, u.uuid as user_uuid, g.message, g.parent, p.expires_at as parent_ends,
        least(now(), greatest(g.created, p.created_at))::timestamptz(3) as created, g.ends::timestamptz(3) as ends
      from given g
      left join lateral (
        select user_uuid from subject_changes where old_sub = g.author_sub order by created_at desc limit 1
      ) linked on true
      cross join lateral (
        select uuid from users where users.uuid in (g.author, linked.user_uuid) or cognito_user_uuid = g.author_sub
        order by users.uuid = g.author desc limit 1
      ) u
      left join live_activities p on p.uuid = g.parent
      where g.parent is null or p.uuid is not null
    ), bounded as (
      select *, least(ends, parent_ends, created + interval '30 days') as deadline from placed
    ), a as (
      insert into activities (uuid, user_uuid, message, reply_to_activity_uuid, created_at, expires_at, leaves_early)
      select uuid, user_uuid, message, parent, created, deadline, coalesce(deadline < parent_ends, false)
      from bounded where deadline > now() and deadline > created
      on conflict do nothing
      returning *
    ), remembered as (
      insert into imported_rows (uuid, expires_at) select uuid, expires_at from a on conflict do nothing
    ), tagged as (
      insert into activity_tags (activity_uuid, tag, user_uuid, created_at)
      select a.uuid, tag, a.user_uuid, a.created_at from a join given g using (uuid), unnest(g.tags) tag
    ), mentioned as (
      insert into activity_mentions (activity_uuid, user_uuid)
      select a.uuid, u.uuid from a join given g using (uuid) join users u on u.handle = any (g.mentions)
      where not exists (select from blocks b where (b.user_uuid, b.blocked_uuid) in ((a.user_uuid, u.uuid), (u.uuid, a.user_uuid)))
    ), counted as (
      update live_activities p set replies_count = replies_count + n
      from (select reply_to_activity_uuid as parent, count(*) as n from a group by 1) replies where p.uuid = replies.parent
    )
    select uuid from a`.execute(db)
  return rows.map(({ uuid }) => uuid)
}

/** Gives notifications of replies and mentions the time of their cruds. */
export async function updateNotificationTimes(db: Db, uuids: string[]): Promise<void> {
  await sql`
    update notifications n set created_at = a.created_at from live_activities a
    where n.activity_uuid = a.uuid and a.uuid = any (${uuids}::uuid[]) and n.kind in ('reply', 'mention')`.execute(db)
}

/** How many of these cruds are neither here nor past their deadline, which is in milliseconds since 1970. */
export async function selectMissing(db: Db, cruds: Pick<NewCrud, 'uuid' | 'deadline'>[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count
    from jsonb_to_recordset(${JSON.stringify(cruds)}::jsonb) as g (uuid uuid, deadline float8)
    where to_timestamp(deadline / 1000) > now() and not exists (select from live_activities a where a.uuid = g.uuid)`.execute(
    db,
  )
  return rows[0]?.count ?? 0
}
