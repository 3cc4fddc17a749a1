import type { Person } from '@cruddur/contract/users'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { isNotBlocked, isNotMuted } from '../../visibility/conditions.ts'
import { personColumns } from '../../visibility/person-columns.ts'
import { type Reader, reader, readerRow } from '../../visibility/reader.ts'

/** Most rows that are read, so that the query is quick for people with very many follows and followers, too. */
const maxRows = { follows: 200, cruds: 500, followers: 1_000 }

/**
 * People to follow, at most `limit`. First those whom most of the reader's followed people follow, then the most followed
 * authors of the latest living cruds. Never the reader, nor people whom they follow or muted, or whom a block hides.
 */
export async function selectSuggestions(db: Db, limit: number, sub: Reader): Promise<Person[]> {
  const { rows } = await sql<Person>`
    with ${readerRow(sub)}, mine as (
      select followed_uuid as uuid from follows where follower_uuid = ${reader}
      order by created_at desc limit ${maxRows.follows}
    ), near as (
      select theirs.uuid, count(*) as ties from mine cross join lateral (
        select f.followed_uuid as uuid from follows f where f.follower_uuid = mine.uuid
        order by f.created_at desc limit ${maxRows.follows}
      ) theirs
      group by theirs.uuid
    ), authors as (
      select user_uuid as uuid, max(created_at) as latest from (
        select user_uuid, created_at from live_activities where reply_to_activity_uuid is null
        order by created_at desc, uuid desc limit ${maxRows.cruds}
      ) cruds
      group by user_uuid
    ), known as (
      select authors.uuid, latest, (
        select count(*) from (
          select from follows f where f.followed_uuid = authors.uuid limit ${maxRows.followers}
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
