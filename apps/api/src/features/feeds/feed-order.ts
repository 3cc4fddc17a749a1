import type { Page } from '@cruddur/storage/page'
import { type RawBuilder, sql } from 'kysely'

type Sql = RawBuilder<unknown>

/** An order of a feed, as the parts of SQL that differ. */
export type FeedOrder = { crudTime: Sql; repostTime: Sql; direction: Sql; after: Sql; upTo: Sql; end: Sql }

/** The orders, for `live_activities` as `a` and `reposts` as `r`. */
export const feedOrders = {
  /** By the time in the feed, newest first. */
  newest: {
    crudTime: sql`a.created_at`,
    repostTime: sql`r.created_at`,
    direction: sql`desc`,
    after: sql`<`,
    upTo: sql`>=`,
    end: sql`'-infinity'`,
  },
  /** By deadline, soonest first. */
  expiring: {
    crudTime: sql`a.expires_at`,
    repostTime: sql`r.crud_expires_at`,
    direction: sql`asc`,
    after: sql`>`,
    upTo: sql`<=`,
    end: sql`'infinity'`,
  },
} satisfies Record<string, FeedOrder>

/** The condition that a position, a row of time and uuid, comes after the page's cursor. */
export const afterCursor = ({ after }: Page, order: FeedOrder, position: Sql) =>
  after ? sql`and ${position} ${order.after} (${after.at}::timestamptz, ${after.uuid}::uuid)` : sql``

/** The condition that a time is not after that of the one row in a table. True if the table is empty. */
export const upToRowOf = (table: Sql, order: FeedOrder, time: Sql) =>
  sql`and ${time} ${order.upTo} coalesce((select at from ${table}), ${order.end}::timestamptz)`
