import type { reportReasons } from '@cruddur/contract/reports'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { openCruds, type SealedRow } from '@cruddur/storage/cruds/sealed-cruds'
import type { Db } from '@cruddur/storage/postgres'
import { type RawBuilder, sql } from 'kysely'
import { isFindable, isNotBlocked } from '../../visibility/conditions.ts'
import { reader, readerRow } from '../../visibility/reader.ts'

export type Complaint = { sub: string; reason: (typeof reportReasons)[number]; note: string }

/** The reporter, null for a token of a deleted account, and whether they reported themselves. */
export type Outcome = { reader_uuid: string | null; is_self: boolean | null }

/**
 * Reports a living crud that the reporter can see, and stores a copy of its words in the same statement. Null when there
 * is no such crud. A second report of the same crud changes nothing.
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
  return insertReport(db, target, complaint)
}

async function selectWords(db: Db, keys: KeyRing, uuid: string): Promise<string | null> {
  const { rows } = await sql<SealedRow>`select uuid, sealed from live_activities where uuid = ${uuid}`.execute(db)
  return openCruds(keys, rows)[0]?.message ?? null
}

/** Reports a person whom the reporter can find. Null when there is no such person. */
export async function insertPersonReport(db: Db, handle: string, complaint: Complaint): Promise<Outcome | null> {
  const target = sql`
    select u.uuid as user_uuid, null::uuid as activity_uuid, null as evidence
    from users u where u.handle = ${handle} and ${isFindable(complaint.sub)}`
  return insertReport(db, target, complaint)
}

/** Locks the person's row: if the account is being deleted, there is no such person afterwards. */
async function insertReport(db: Db, target: RawBuilder<unknown>, { sub, reason, note }: Complaint) {
  const { rows } = await sql<Outcome>`
    with ${readerRow(sub)}, target as (${target} for key share of u), sealed as (
      insert into reports (reporter_uuid, reported_uuid, activity_uuid, reason, note, evidence)
      select ${reader}, user_uuid, activity_uuid, ${reason}, ${note}, evidence from target where user_uuid <> ${reader}
      on conflict (reporter_uuid, reported_uuid, activity_uuid) where reporter_uuid is not null do update
      -- An expired report that is not erased yet is replaced: the new report has a deadline of its own.
      set (uuid, reason, note, evidence, created_at, expires_at)
        = (excluded.uuid, excluded.reason, excluded.note, excluded.evidence, excluded.created_at, excluded.expires_at)
      where reports.expires_at <= now()
    )
    select ${reader} as reader_uuid, user_uuid = ${reader} as is_self from target`.execute(db)
  return rows[0] ?? null
}
