import type { Reply } from '@cruddur/contract/endpoint'
import type { listTrends } from '@cruddur/contract/trends'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { isNotBlocked, isNotMuted } from '../../visibility/conditions.ts'
import { type Reader, readerRow } from '../../visibility/reader.ts'

/** Seconds in which a person's use of a tag loses half its weight. */
const halfLife = 6 * 3600

/** The latest uses that are looked at: where a day has more of them, the trends are of the last hours. */
const uses = 10_000

/** How many trends there are at most, and how many people it takes to make one: alone one would only hear oneself. */
const most = 10
const fewestPeople = 2

/**
 * The tags of the last day's living cruds, the most lively first. Each person counts once a tag, with their latest crud
 * with it, and the less the older that is.
 */
export async function selectTrends(db: Db, sub: Reader): Promise<Reply<typeof listTrends>> {
  const { rows } = await sql<Reply<typeof listTrends>[number]>`
    with ${readerRow(sub)}, people as (
      select t.tag, t.user_uuid as uuid, count(*) as cruds_count, max(t.created_at) as latest
      from (
        select t.* from activity_tags t join live_activities a on a.uuid = t.activity_uuid
        where t.created_at > now() - interval '1 day' order by t.created_at desc limit ${uses}
      ) t
      group by t.tag, t.user_uuid
    )
    select u.tag, sum(u.cruds_count)::bigint as cruds_count, count(*) as people_count
    from people u where ${isNotBlocked(sub)} and ${isNotMuted(sub)}
    group by u.tag having count(*) >= ${fewestPeople}
    order by sum(exp(-extract(epoch from now() - u.latest)::double precision * ${Math.LN2 / halfLife})) desc, u.tag limit ${most}`.execute(
    db,
  )
  return rows
}
