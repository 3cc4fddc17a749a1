import { sql } from 'kysely'

/** Who reads: the subject of their access token, or null for a visitor. */
export type Reader = string | null

/** The reader's uuid, null for a visitor, in a statement that begins with `readerRow`. */
export const reader = sql`(select uuid from reader)`

/** The uuids of the people whom a block separates from the reader, in a statement that begins with `readerRow`. */
export const hiddenPeople = sql`(select people from hidden)::uuid[]`

/**
 * The first part of a `with` clause: a table `reader` of one row, which holds the reader's uuid, null for a visitor, and for
 * others a table `hidden` of one row, the array of `hiddenPeople`. Each is read once a statement, and only if it is used.
 */
export function readerRow(sub: Reader) {
  return sub === null
    ? sql`reader as (select null::uuid as uuid)`
    : sql`reader as materialized (select (select uuid from users where cognito_user_uuid = ${sub}) as uuid),
    hidden as materialized (select array(
      select blocked_uuid from blocks where user_uuid = ${reader}
      union all select user_uuid from blocks where blocked_uuid = ${reader} order by 1
    ) as people)`
}
