import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { reader, readerRow } from '../../visibility/reader.ts'

export type Position = { uuid: string; created_at: string }

const isBefore = (before: string | undefined) =>
  before === undefined ? sql`true` : sql`a.created_at < ${before}::timestamptz`

/** How many living cruds and replies a person wrote before an instant, or at all. */
export async function selectCountBefore(db: Db, sub: string, before: string | undefined): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with ${readerRow(sub)}
    select count(*) as count from live_activities a where a.user_uuid = ${reader} and ${isBefore(before)}`.execute(db)
  return rows[0]?.count ?? 0
}

/** The newest of them, after a position. */
export async function selectBefore(
  db: Db,
  sub: string,
  { before, after, limit }: { before: string | undefined; after: Position | undefined; limit: number },
): Promise<Position[]> {
  const isAfter = after
    ? sql`(a.created_at, a.uuid) < (${after.created_at}::timestamptz, ${after.uuid}::uuid)`
    : sql`true`
  const { rows } = await sql<Position>`
    with ${readerRow(sub)}
    select a.uuid, a.created_at from live_activities a
    where a.user_uuid = ${reader} and ${isBefore(before)} and ${isAfter}
    order by a.created_at desc, a.uuid desc limit ${limit}`.execute(db)
  return rows
}
