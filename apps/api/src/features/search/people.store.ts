import type { Person } from '@cruddur/contract/users'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { isNotBlocked } from '../../visibility/conditions.ts'
import { personColumns } from '../../visibility/person-columns.ts'
import { type Reader, readerRow } from '../../visibility/reader.ts'
import { afterRank } from './best-matches.store.ts'
import { nameWords } from './name-words.ts'
import type { RankedPage, RankedPosition } from './ranked-cursor.ts'

/** The expression of the index `users_by_name`. */
const name = sql`(u.handle || ' ' || u.plain_name)`

/** Most people who are ranked of those whose handles, or whose names, begin with the term. */
const maxCandidates = 1_000

/**
 * People whose handle or name begins with the term, contains it, or is similar to it, in this order, then by similarity.
 * A term of one or two letters is similar to everything: only beginnings count. One more than the page holds.
 */
export async function selectPeople(
  db: Db,
  term: string,
  { limit, after }: RankedPage,
  sub: Reader,
): Promise<(Person & RankedPosition)[]> {
  const handle = term.replace(/^@/, '').toLowerCase()
  const plain = sql`plain_words(${nameWords(handle)})`
  const { rows } = await sql<Person & RankedPosition>`
    with ${readerRow(sub)}, asked as materialized (
      select ${handle}::text as handle, ${plain} as name
    ), found as (
      (select u.uuid from users u where ${handle}::text <> '' and u.handle like ${`${escaped(handle)}%`}
        order by u.handle using ~<~ limit ${maxCandidates})
      union (select u.uuid from users u where ${plain} <> '' and u.plain_name like ${plain} || '%'
        order by u.plain_name using ~<~ limit ${maxCandidates})
      union select u.uuid from users u, asked
        where char_length(asked.name) > 2 and (${name} like '%' || asked.name || '%' or asked.name <% ${name})
    ), placed as (
      select u.uuid, u.created_at, (
        case
          when u.handle = asked.handle then 8
          when starts_with(u.handle, asked.handle) then 6
          when asked.name = '' then 0
          when starts_with(u.plain_name, asked.name) then 4
          when strpos(${name}, asked.name) > 0 then 2
          else 0
        end + word_similarity(asked.name, ${name}))::real as rank
      from found join users u on u.uuid = found.uuid, asked where ${isNotBlocked(sub)}
    ), page as materialized (
      select * from placed ${afterRank(after)} order by rank desc, created_at desc, uuid desc limit ${limit + 1}
    )
    select ${personColumns(sub)}, page.rank, page.created_at as at from page join users u on u.uuid = page.uuid
    order by page.rank desc, page.created_at desc, page.uuid desc`.execute(db)
  return rows
}

/** The text with `like` patterns escaped. */
const escaped = (text: string) => text.replace(/[\\%_]/g, '\\$&')
