import type { Person } from '@cruddur/contract/users'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { isNotBlocked, isNotMuted } from '../../visibility/conditions.ts'
import { personColumns } from '../../visibility/person-columns.ts'
import { type Reader, reader, readerRow } from '../../visibility/reader.ts'

/** How much is looked at, so that the answer takes no longer where people follow, and are followed by, very many. */
const reach = { follows: 200, cruds: 500, followers: 1_000 }

/**
 * People to follow, `limit` at most: whom those follow whom the reader follows, by how many of them, then the most
 * followed of those who wrote the latest living cruds. Never the reader, nor whom they follow, muted, or are absent to.
 */
export async function selectSuggestions(db: Db, limit: number, sub: Reader): Promise<Person[]> {
  const { rows } = await sql<Person>`
    with ${readerRow(sub)}, mine as (
      select followed_uuid as uuid from follows where follower_uuid = ${reader}
      order by created_at desc limit ${reach.follows}
    ), near as (
      select theirs.uuid, count(*) as ties from mine cross join lateral (
        select f.followed_uuid as uuid from follows f where f.follower_uuid = mine.uuid
        order by f.created_at desc limit ${reach.follows}
      ) theirs
      group by theirs.uuid
    ), authors as (
      select user_uuid as uuid, max(created_at) as latest from (
        select user_uuid, created_at from live_activities where reply_to_activity_uuid is null
        order by created_at desc, uuid desc limit ${reach.cruds}
      ) cruds
      group by user_uuid
    ), known as (
      select authors.uuid, latest, (
        select count(*) from (
          select from follows f where f.followed_uuid = authors.uuid limit ${reach.followers}
        ) counted
      ) as followers from authors
    )
    select ${personColumns(sub)} from near full join known using (uuid) join users u using (uuid)
    where u.uuid is distinct from ${reader}
      and not exists (select from follows f where f.follower_uuid = ${reader} and f.followed_uuid = u.uuid)
      and ${isNotBlocked(sub)} and ${isNotMuted(sub)}
    order by near.ties desc nulls last, known.followers desc nulls last, known.latest desc nulls last, u.uuid
    limit ${limit}`.execute(db)
  return rows
}
