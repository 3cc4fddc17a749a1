import type { Person } from '@cruddur/contract/users'
import type { ListPosition, Page } from '@cruddur/storage/page'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { descendingAfter } from '../../http/page-sql.ts'
import { isFindable, isNotBlocked } from '../../visibility/conditions.ts'
import { personColumns } from '../../visibility/person-columns.ts'
import { type Reader, readerRow } from '../../visibility/reader.ts'
import { type Relation, relationTables } from './relation-tables.ts'

/** Which list: the people whom `of` relates to, or with `reversed` the people who relate to `of`. */
export type RelatedList = { relation: Relation; of: string; reversed?: boolean }

/**
 * One list of people, the latest relation first, one more than the page holds. Readers see the people whom they blocked in
 * no list but that of their blocks, where they can undo them.
 *
 * @param list `of` is the uuid of the person whose list it is
 */
export async function selectRelated(
  db: Db,
  { relation, of, reversed = false }: RelatedList,
  page: Page,
  sub: Reader,
): Promise<(Person & ListPosition)[]> {
  const { rows: table, from, to } = relationTables[relation]
  const [owner, other] = reversed ? [to, from] : [from, to]
  const isVisible = relation === 'block' ? isFindable(sub) : isNotBlocked(sub)
  const position = { time: sql`r.created_at`, uuid: sql`r.${other}` }
  const { rows } = await sql<Person & ListPosition>`
    with ${readerRow(sub)}
    select ${personColumns(sub)}, r.created_at as at from ${table} r join users u on u.uuid = r.${other}
    where r.${owner} = ${of} and ${isVisible} ${descendingAfter(page, position)}
    order by r.created_at desc, r.${other} desc limit ${page.limit + 1}`.execute(db)
  return rows
}
