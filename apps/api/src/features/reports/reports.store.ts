import type { reportReasons } from '@cruddur/contract/reports'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { openCruds, type SealedRow } from '@cruddur/storage/cruds/sealed-cruds'
import type { Db } from '@cruddur/storage/postgres'
import { type RawBuilder, sql } from 'kysely'
import { sealReport } from '../../keys/sealed-report.ts'
import { isFindable, isNotBlocked } from '../../visibility/conditions.ts'
import { reader, readerRow } from '../../visibility/reader.ts'

export type Complaint = { sub: string; reason: (typeof reportReasons)[number]; note: string }

/** The reporter, null for a token of a deleted account, and whether they reported themselves. */
export type Outcome = { reader_uuid: string | null; is_self: boolean | null }

/** Whom a report is about, its words as they were when it was made, and the row that it becomes. */
type Target = Outcome & {
  user_uuid: string
  activity_uuid: string | null
  evidence: string | null
  uuid: string
  expires_at: string
}

/**
 * Reports a living crud that the reporter can see, and stores a sealed copy of its words. Null when there is no such crud. A
 * second report of the same crud changes nothing.
 */
export async function insertActivityReport(
  db: Db,
  keys: KeyRing,
  uuid: string,
  complaint: Complaint,
): Promise<Outcome | null> {
  const evidence = await selectWords(db, keys, uuid)
  const target = sql`
    select a.user_uuid, a.uuid as activity_uuid, ${evidence}::text as evidence
    from live_activities a join users u on u.uuid = a.user_uuid
    where a.uuid = ${uuid} and ${isNotBlocked(complaint.sub)}`
  return insertReport(db, keys, target, complaint)
}

async function selectWords(db: Db, keys: KeyRing, uuid: string): Promise<string | null> {
  const { rows } = await sql<SealedRow>`select uuid, sealed from live_activities where uuid = ${uuid}`.execute(db)
  return openCruds(keys, rows)[0]?.message ?? null
}

/** Reports a person whom the reporter can find. Null when there is no such person. */
export async function insertPersonReport(
  db: Db,
  keys: KeyRing,
  handle: string,
  complaint: Complaint,
): Promise<Outcome | null> {
  const target = sql`
    select u.uuid as user_uuid, null::uuid as activity_uuid, null as evidence
    from users u where u.handle = ${handle} and ${isFindable(complaint.sub)}`
  return insertReport(db, keys, target, complaint)
}

/** The words are sealed between two statements, so the deadline of the report is read before the row is written. */
async function insertReport(
  db: Db,
  keys: KeyRing,
  target: RawBuilder<unknown>,
  complaint: Complaint,
): Promise<Outcome | null> {
  return inTransaction(db, async (transaction) => {
    const found = await selectTarget(transaction, target, complaint.sub)
    if (found?.reader_uuid && !found.is_self) await insertSealed(transaction, keys, found, complaint)
    return found
  })
}

/** Locks the person's row: if the account is being deleted, there is no such person afterwards. */
async function selectTarget(transaction: Db, target: RawBuilder<unknown>, sub: string): Promise<Target | null> {
  const { rows } = await sql<Target>`
    with ${readerRow(sub)}, target as (${target} for key share of u)
    select ${reader} as reader_uuid, user_uuid = ${reader} as is_self, target.*,
      uuidv7() as uuid, (now() + interval '30 days')::timestamptz(3) as expires_at
    from target`.execute(transaction)
  return rows[0] ?? null
}

async function insertSealed(transaction: Db, keys: KeyRing, found: Target, { reason, note }: Complaint): Promise<void> {
  const { uuid, expires_at, reader_uuid, user_uuid, activity_uuid, evidence } = found
  const { sealed_note, sealed_evidence } = sealReport(keys, { uuid, expires_at }, { note, evidence })
  await sql`
    insert into reports (uuid, reporter_uuid, reported_uuid, activity_uuid, reason, sealed_note, sealed_evidence, expires_at)
    values (${uuid}, ${reader_uuid}, ${user_uuid}, ${activity_uuid}, ${reason}, ${sealed_note}, ${sealed_evidence},
      ${expires_at})
    on conflict (reporter_uuid, reported_uuid, activity_uuid) where reporter_uuid is not null do update
    -- An expired report that is not erased yet is replaced: the new report has a deadline of its own.
    set (uuid, reason, sealed_note, sealed_evidence, created_at, expires_at) = (excluded.uuid, excluded.reason,
      excluded.sealed_note, excluded.sealed_evidence, excluded.created_at, excluded.expires_at)
    where reports.expires_at <= now()`.execute(transaction)
}

/** A transaction that exists already, as in tests, is used as it is. */
async function inTransaction<T>(db: Db, work: (transaction: Db) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : db.transaction().execute(work)
}
