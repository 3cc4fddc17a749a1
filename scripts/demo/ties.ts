import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

/** The people who like or repost a crud: never its author, and the same ones at every seeding. */
const others = (uuid: string, count: number, salt: string) => sql`
  select a.uuid, u.uuid, least(now(), a.created_at + (now() - a.created_at) * (row_number() over (order by u.handle)) / 20)
  from live_activities a, lateral (
    select uuid, handle from users where users.uuid <> a.user_uuid
    order by md5(handle || ${salt}::text) limit ${count}
  ) u
  where a.uuid = ${uuid}`

/** Likes and reposts. Triggers of the database count them. */
export async function insertReactions(
  db: Db,
  uuid: string,
  { likes, reposts, salt }: { likes: number; reposts: number; salt: string },
) {
  await sql`insert into likes (activity_uuid, user_uuid, created_at) ${others(uuid, likes, `${salt}like`)}`.execute(db)
  await sql`insert into reposts (activity_uuid, user_uuid, created_at) ${others(uuid, reposts, `${salt}repost`)}`.execute(
    db,
  )
}

/** About a third of all pairs follow one another, one way or both, since the later of the two joined. */
export function insertFollows(db: Db) {
  return sql`
    insert into follows (follower_uuid, followed_uuid, created_at)
    select a.uuid, b.uuid, greatest(a.created_at, b.created_at) + interval '1 hour'
    from users a, users b
    where a.uuid <> b.uuid and get_byte(decode(md5(a.handle || b.handle), 'hex'), 0) < 90`.execute(db)
}

/** Sets the time of notifications to that of their cause. Those older than six hours are read. */
export async function dateNotifications(db: Db): Promise<void> {
  await sql`
    update notifications n set created_at = coalesce(
      (select created_at from likes l where n.kind = 'like' and (l.activity_uuid, l.user_uuid) = (n.activity_uuid, n.actor_uuid)),
      (select created_at from reposts r where n.kind = 'repost' and (r.activity_uuid, r.user_uuid) = (n.activity_uuid, n.actor_uuid)),
      (select created_at from follows f where n.kind = 'follow' and (f.follower_uuid, f.followed_uuid) = (n.actor_uuid, n.user_uuid)),
      (select created_at from live_activities a where a.uuid = n.activity_uuid), n.created_at)`.execute(db)
  await sql`delete from notifications where created_at <= now() - interval '29 days'`.execute(db)
  await sql`update notifications set read_at = now() where created_at < now() - interval '6 hours'`.execute(db)
}
