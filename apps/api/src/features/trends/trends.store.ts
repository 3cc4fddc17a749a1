import type { Reply } from '@cruddur/contract/endpoint'
import type { listTrends } from '@cruddur/contract/search'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { isHeard, isPresent, type Reader, readerRow } from '../../visibility/activity-rows.ts'

/** Seconds after which a person's use of a tag counts half. */
const halfLife = 6 * 3600

/** Only so many of the latest uses are read. On a day with more of them the trends cover the last hours. */
const uses = 10_000

/** At most so many trends, each used by at least so many people: nobody makes a trend alone. */
const most = 10
const fewestPeople = 2

/**
 * The tags of the last day's living cruds, the most used first. A person counts once for each tag, by their latest crud
 * with it; the older that crud, the less it counts.
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
    from people u where ${isPresent(sub)} and ${isHeard(sub)}
    group by u.tag having count(*) >= ${fewestPeople}
    order by sum(exp(-extract(epoch from now() - u.latest)::double precision * ${Math.LN2 / halfLife})) desc, u.tag limit ${most}`.execute(
    db,
  )
  return rows
}
