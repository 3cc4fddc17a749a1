import type { SealedReport } from '@cruddur/contract/moderation/open-reports'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { ListPosition, Page } from '@cruddur/storage/page'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { ascendingAfter } from '../../http/page-sql.ts'
import { openReport, type SealedWords } from '../../keys/sealed-report.ts'
import type { Moderator } from '../../moderators/moderator-of.ts'
import { reader, readerRow } from '../../visibility/reader.ts'

/**
 * Open reports, the oldest first, without those about the moderator, one more than the page holds. The same statement
 * records that they were shown, so that none is read without a record.
 */
export async function selectReportsAudited(
  { db, keys }: { db: Db; keys: KeyRing },
  { sub, handle }: Moderator,
  page: Page,
): Promise<(SealedReport & ListPosition)[]> {
  const { rows } = await sql<Omit<SealedReport, 'note' | 'evidence'> & SealedWords & ListPosition>`
    with ${readerRow(sub)}, shown as materialized (
      select r.uuid, r.reason, r.sealed_note, r.plain_note, reporter.handle as reporter_handle, u.handle as reported_handle,
        r.activity_uuid, a.expires_at as activity_expires_at, r.sealed_evidence, r.plain_evidence, r.reported_uuid,
        is_suspended(u.uuid) as reported_is_suspended, r.created_at, r.expires_at
      from live_reports r join users u on u.uuid = r.reported_uuid
        left join users reporter on reporter.uuid = r.reporter_uuid
        left join live_activities a on a.uuid = r.activity_uuid
      where r.reported_uuid <> ${reader} ${ascendingAfter(page, position)}
      order by r.created_at, r.uuid limit ${page.limit + 1}
    ), audited as (
      insert into report_audits (report_uuid, moderator_handle, action, about_uuid)
      select uuid, ${handle}, 'read', reported_uuid
      from (select * from shown order by created_at, uuid limit ${page.limit}) sent
    )
    select shown.*, created_at as at, (
      select count(*)::integer from live_reports o where o.reported_uuid = shown.reported_uuid
    ) as open_reports_count
    from shown order by created_at, uuid`.execute(db)
  return rows.map((report) => ({ ...report, ...openReport(keys, report.uuid, report) }))
}

const position = { time: sql`r.created_at`, uuid: sql`r.uuid` }

/** What a moderator decides about. */
export type Case = {
  uuid: string
  reason: SealedReport['reason']
  reported_uuid: string
  reported_handle: string
  activity_uuid: string | null
}

/** An open report. Null when there is none, or when it is about the moderator. */
export async function selectCase(db: Db, { sub }: Moderator, uuid: string): Promise<Case | null> {
  const { rows } = await sql<Case>`
    with ${readerRow(sub)}
    select r.uuid, r.reason, r.reported_uuid, u.handle as reported_handle, r.activity_uuid
    from live_reports r join users u on u.uuid = r.reported_uuid
    where r.uuid = ${uuid} and r.reported_uuid <> ${reader}`.execute(db)
  return rows[0] ?? null
}

/**
 * Deletes a report with its evidence, and the other reports of the same crud, or of the same person where it is about no
 * crud. Records that. Returns how many there were.
 */
export async function deleteReportsAudited(
  db: Db,
  { handle }: Moderator,
  { uuid, reported_uuid, activity_uuid }: Case,
  action: 'close' | 'dismiss',
): Promise<number> {
  const { rows } = await sql`
    with closed as (
      delete from live_reports
      where uuid = ${uuid} or reported_uuid = ${reported_uuid} and activity_uuid is not distinct from ${activity_uuid}
      returning uuid, reported_uuid
    ), audited as (
      insert into report_audits (report_uuid, moderator_handle, action, about_uuid)
      select uuid, ${handle}, ${action}, reported_uuid from closed
    )
    select from closed`.execute(db)
  return rows.length
}
