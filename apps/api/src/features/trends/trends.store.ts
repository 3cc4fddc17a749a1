import type { Reply } from '@cruddur/contract/endpoint'
import type { listTrends } from '@cruddur/contract/trends'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { isNotBlocked, isNotMuted } from '../../visibility/conditions.ts'
import { type Reader, readerRow } from '../../visibility/reader.ts'

/** After this time a person's use of a tag has half its weight. */
const halfLifeSeconds = 6 * 3600

/** Most uses of tags that are read, the latest first. On a day with more, trends are of the last hours. */
const maxUses = 10_000

const maxTrends = 10
/** A tag that one person uses is no trend. */
const minPeople = 2

/**
 * The tags of living cruds of the last day, the most used first. Each person counts once for each tag, by their latest crud
 * with it. The older that crud, the less it counts.
 */
export async function selectTrends(db: Db, sub: Reader): Promise<Reply<typeof listTrends>> {
  const { rows } = await sql<Reply<typeof listTrends>[number]>`
    with ${readerRow(sub)}, people as (
      select t.tag, t.user_uuid as uuid, count(*) as cruds_count, max(t.created_at) as latest,
        min(t.expires_at) as first_end, max(t.expires_at) as last_end
      from (
        select t.*, a.expires_at from activity_tags t join live_activities a on a.uuid = t.activity_uuid
        where t.created_at > now() - interval '1 day' order by t.created_at desc limit ${maxUses}
      ) t
      group by t.tag, t.user_uuid
    )
    select u.tag, sum(u.cruds_count)::bigint as cruds_count, count(*) as people_count,
      min(u.first_end) as counts_until, (array_agg(u.last_end order by u.last_end desc))[${minPeople}::int] as expires_at
    from people u where ${isNotBlocked(sub)} and ${isNotMuted(sub)}
    group by u.tag having count(*) >= ${minPeople}
    order by sum(exp(-extract(epoch from now() - u.latest)::double precision * ${Math.LN2 / halfLifeSeconds})) desc, u.tag limit ${maxTrends}`.execute(
    db,
  )
  return rows
}
