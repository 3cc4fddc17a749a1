import type { SealedReport } from '@cruddur/contract/reports'
import type { ListPosition, Page } from '@cruddur/storage/page'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { ascendingAfter } from '../../http/page-sql.ts'
import type { Moderator } from '../../moderators/moderator-of.ts'
import { reader, readerRow } from '../../visibility/reader.ts'

/**
 * Open reports, the oldest first, without those about the moderator, one more than the page holds. The same statement
 * records that they were shown, so that none is read without a record.
 */
export async function selectReportsAudited(
  db: Db,
  { sub, handle }: Moderator,
  page: Page,
): Promise<(SealedReport & ListPosition)[]> {
  const { rows } = await sql<SealedReport & ListPosition>`
    with ${readerRow(sub)}, shown as materialized (
      select r.uuid, r.reason, r.note, reporter.handle as reporter_handle, u.handle as reported_handle,
        r.activity_uuid, r.evidence, r.created_at, r.expires_at
      from live_reports r join users u on u.uuid = r.reported_uuid
        left join users reporter on reporter.uuid = r.reporter_uuid
      where r.reported_uuid <> ${reader} ${ascendingAfter(page, position)}
      order by r.created_at, r.uuid limit ${page.limit + 1}
    ), audited as (
      insert into report_audits (report_uuid, moderator_handle, action)
      select uuid, ${handle}, 'read' from (select uuid from shown order by created_at, uuid limit ${page.limit}) sent
    )
    select *, created_at as at from shown order by created_at, uuid`.execute(db)
  return rows
}

const position = { time: sql`r.created_at`, uuid: sql`r.uuid` }

/** Deletes a report with its evidence, and records that. False when there is none, or when it is about the moderator. */
export async function deleteReportAudited(db: Db, { sub, handle }: Moderator, uuid: string): Promise<boolean> {
  const { rows } = await sql`
    with ${readerRow(sub)}, closed as (
      delete from live_reports where uuid = ${uuid} and reported_uuid <> ${reader} returning uuid
    ), audited as (
      insert into report_audits (report_uuid, moderator_handle, action) select uuid, ${handle}, 'close' from closed
    )
    select from closed`.execute(db)
  return rows.length > 0
}
