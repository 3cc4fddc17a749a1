import type { Page } from '@cruddur/storage/page'
import { type RawBuilder, sql } from 'kysely'

/** The sizes that clients ask for: 20 by our web app, the others by clients of the original. */
const pageSteps = [20, 40, 100, 1000]

/**
 * The most rows to read for a page: at least one more than the page holds, which tells whether there is a next page. Few
 * values, so that few different statements have their plans kept.
 */
export function pageLimit({ limit }: Page): RawBuilder<number> {
  const step = pageSteps.find((size) => limit <= size)
  if (!step) throw new RangeError(`no page has ${limit} items`)
  return sql.lit(step + 1)
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
