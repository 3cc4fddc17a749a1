import { sql } from 'kysely'

/** Who reads: the subject of their access token, or null for a visitor. */
export type Reader = string | null

/** The reader's uuid, null for a visitor, in a statement that begins with `readerRow`. */
export const reader = sql`(select uuid from reader)`

/** The first part of a `with` clause: a table `reader` of one row, which holds the reader's uuid, null for a visitor. */
export function readerRow(sub: Reader) {
  return sub === null
    ? sql`reader as (select null::uuid as uuid)`
    : sql`reader as materialized (select (select uuid from users where cognito_user_uuid = ${sub}) as uuid)`
}
