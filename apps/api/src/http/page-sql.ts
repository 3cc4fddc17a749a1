import { keptLimit } from '@cruddur/storage/kept-plans'
import type { Page } from '@cruddur/storage/page'
import { type RawBuilder, sql } from 'kysely'

/** The most rows to read for a page: at least one more than the page holds, which tells whether there is a next page. */
export function pageLimit({ limit }: Page): RawBuilder<number> {
  return keptLimit(limit + 1)
}

/** Where a list is continued after the page's cursor. `time` and `uuid` are the columns that it is ordered by. */
type Columns = { time: RawBuilder<unknown>; uuid: RawBuilder<unknown> }
const publication: Columns = { time: sql`a.created_at`, uuid: sql`a.uuid` }

/** The condition for rows after the page's cursor in a descending list, by default cruds `a` from the newest on. */
export function descendingAfter({ after }: Page, { time, uuid } = publication) {
  return after ? sql`and (${time}, ${uuid}) < (${after.at}::timestamptz, ${after.uuid}::uuid)` : sql``
}

/** The condition for rows after the page's cursor in an ascending list, by default cruds `a` from the oldest on. */
export function ascendingAfter({ after }: Page, { time, uuid } = publication) {
  return after ? sql`and (${time}, ${uuid}) > (${after.at}::timestamptz, ${after.uuid}::uuid)` : sql``
}
