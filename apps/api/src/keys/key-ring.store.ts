import type { RingMark } from '@cruddur/key-ring/key-ring.port'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

/** The time by the database's clock, with which deadlines are compared. */
export async function selectNow(db: Db): Promise<Date> {
  const { rows } = await sql<{ now: string }>`select now()`.execute(db)
  return new Date(rows[0]?.now as string)
}

/** Which ring this database's words are sealed with, or null before the first server. `forUpdate` locks it until the transaction ends. */
export async function selectRingMark(db: Db, { forUpdate = false } = {}): Promise<RingMark | null> {
  const { rows } = await sql<RingMark>`
    select ring_uuid as ring, minute, check_value as "check" from key_ring ${forUpdate ? sql`for update` : sql``}`.execute(
    db,
  )
  return rows[0] ?? null
}

/** Records the ring of a database that has none. */
export async function insertRingMark(db: Db, { ring, minute, check }: RingMark): Promise<void> {
  await sql`
    insert into key_ring (ring_uuid, minute, check_value) values (${ring}, ${minute}, ${check}) on conflict do nothing
    `.execute(db)
}

/** Records a later mark, or another ring. */
export async function updateRingMark(db: Db, { ring, minute, check }: RingMark): Promise<void> {
  await sql`
    update key_ring set (ring_uuid, minute, check_value) = (${ring}::uuid, ${minute}::integer, ${check}::bytea)
    where minute < ${minute} or ring_uuid <> ${ring}`.execute(db)
}
