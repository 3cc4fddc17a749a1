import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import type { Moderator } from '../../moderators/moderator-of.ts'
import type { Case } from './reports.store.ts'

/** Records that a crud of the reported person, or all of them, is burnt. */
export async function insertBurnAudit(
  db: Db,
  { handle }: Moderator,
  { uuid, reported_uuid }: Case,
  action: 'burn' | 'burn_all',
): Promise<void> {
  await sql`
    insert into report_audits (report_uuid, moderator_handle, action, about_uuid)
    values (${uuid}, ${handle}, ${action}, ${reported_uuid})`.execute(db)
}

/** Living cruds of a person, at most `limit`. */
export async function selectCrudsOf(db: Db, person: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ uuid: string }>`
    select uuid from live_activities where user_uuid = ${person} limit ${limit}`.execute(db)
  return rows.map(({ uuid }) => uuid)
}
