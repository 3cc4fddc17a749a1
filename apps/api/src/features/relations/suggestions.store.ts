import type { Person } from '@cruddur/contract/users'
import { keepPlan } from '@cruddur/storage/kept-plans'
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
 *
 * The followers of an author are counted only where that can decide: not of those who have fewer ties than a whole list of others.
 */
export async function selectSuggestions(db: Db, limit: number, sub: Reader): Promise<Person[]> {
  const { rows } = await sql<Person>`${keepPlan}
    with ${readerRow(sub)}, mine as (
      select followed_uuid as uuid from follows where follower_uuid = ${reader}
      order by created_at desc limit ${sql.lit(maxRows.follows)}
    ), near as (
      select theirs.uuid, count(*) as ties from mine cross join lateral (
        select f.followed_uuid as uuid from follows f where f.follower_uuid = mine.uuid
        order by f.created_at desc limit ${sql.lit(maxRows.follows)}
      ) theirs
      group by theirs.uuid
    ), authors as (
      select user_uuid as uuid, max(created_at) as latest from (
        select user_uuid, created_at from live_activities where reply_to_activity_uuid is null
        order by created_at desc, uuid desc limit ${sql.lit(maxRows.cruds)}
      ) cruds
      group by user_uuid
    ), candidates as (
      select u.uuid, near.ties, authors.latest, rank() over (order by near.ties desc nulls last) as place
      from near full join authors using (uuid) join users u using (uuid)
      where u.uuid is distinct from ${reader}
        and not exists (select from follows f where f.follower_uuid = ${reader} and f.followed_uuid = u.uuid)
        and ${isNotBlocked(sub)} and ${isNotMuted(sub)}
    ), best as (
      select uuid, ties, latest, case when latest is not null then (
        select count(*) from (
          select from follows f where f.followed_uuid = candidates.uuid limit ${sql.lit(maxRows.followers)}
        ) counted
      ) end as followers
      from candidates where place <= ${sql.lit(limit)}
    )
    select ${personColumns(sub)} from best join users u using (uuid)
    order by best.ties desc nulls last, best.followers desc nulls last, best.latest desc nulls last, u.uuid
    limit ${sql.lit(limit)}`.execute(db)
  return rows
}
