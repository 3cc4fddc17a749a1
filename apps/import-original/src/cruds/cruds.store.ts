import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { sealCrud } from '@cruddur/storage/cruds/sealed-cruds'
import { tagRows } from '@cruddur/storage/cruds/sealed-cruds.store'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import type { NewCrud } from './new-crud.ts'

/** Milliseconds since 1970, by the clock that decides what has expired. */
export async function selectNow(db: Db): Promise<number> {
  const { rows } = await sql<{ now: number }>`select extract(epoch from now())::float8 * 1000 as now`.execute(db)
  return rows[0]?.now ?? 0
}

/**
 * The given cruds whose author and parent are here, as `bounded`: a reply's deadline is never later than its parent's, and the reply is
 * never older than its parent.
 */
const boundedCruds = (cruds: NewCrud[]) => sql`
    given as (
      select g.*, to_timestamp(g.created_at / 1000) as created, to_timestamp(g.deadline / 1000) as ends
      from jsonb_to_recordset(${JSON.stringify(cruds.map(withoutWords))}::jsonb) as g (uuid uuid, author uuid, author_sub uuid, parent uuid,
        created_at float8, deadline float8, mentions text[])
    ), placed as (
      select g.uuid, u.uuid as user_uuid, g.parent, p.expires_at as parent_ends,
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
      select *, least(ends, parent_ends, created + interval '30 days')::timestamptz(3) as deadline from placed
    )`

const withoutWords = ({ message: _, ...crud }: NewCrud) => crud

/**
 * Inserts cruds of one depth that have not expired, sealed, with tags and mentions, and counts replies at their parents. Returns the
 * uuids of inserted cruds. Those whose author or parent is not here are left out.
 */
export async function insertCruds(db: Db, keys: KeyRing, cruds: NewCrud[]): Promise<string[]> {
  const ends = await selectDeadlines(db, cruds)
  const sealed = cruds.flatMap(({ uuid, message }) => {
    const endsAt = ends.get(uuid)
    return endsAt ? [sealCrud(keys, { uuid, message, endsAt })] : []
  })
  const { rows } = await sql<{ uuid: string }>`
    with ${boundedCruds(cruds)}, sealed as (
      select * from unnest(${sealed.map(({ uuid }) => uuid)}::uuid[], ${sealed.map(({ sealed }) => sealed)}::bytea[],
        ${sealed.map(({ words }) => words)}::text[], ${sealed.map(({ minute }) => minute)}::integer[]
      ) as sealed (uuid, sealed, words, minute)
    ), a as (
      insert into activities (uuid, user_uuid, sealed, words, reply_to_activity_uuid, created_at, expires_at, leaves_early)
      select uuid, user_uuid, sealed, words::bigint[], parent, created, deadline, coalesce(deadline < parent_ends, false)
      -- Unless the parent was shortened since the deadline was read.
      from bounded join sealed using (uuid) where deadline > now() and deadline > created and ending_minute(deadline) = minute
      on conflict do nothing
      returning *
    ), remembered as (
      insert into imported_rows (uuid, expires_at) select uuid, expires_at from a on conflict do nothing
    ), tagged as (
      insert into activity_tags (activity_uuid, tag, beginnings, sealed, user_uuid, created_at, crud_expires_at)
      select a.uuid, given_tag.tag, given_tag.beginnings::bigint[], given_tag.sealed, a.user_uuid, a.created_at, a.expires_at
      from a join ${tagRows(sealed)} on given_tag.activity_uuid = a.uuid on conflict do nothing
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

/** When cruds would end, if they are inserted now. Without those that would not live. */
async function selectDeadlines(db: Db, cruds: NewCrud[]): Promise<Map<string, Date>> {
  const { rows } = await sql<{ uuid: string; deadline: string }>`
    with ${boundedCruds(cruds)} select uuid, deadline from bounded where deadline > now() and deadline > created`.execute(
    db,
  )
  return new Map(rows.map(({ uuid, deadline }) => [uuid, new Date(deadline)]))
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
