import type { Audit } from '@cruddur/contract/moderation/audits'
import type { ListPosition, Page } from '@cruddur/storage/page'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { descendingAfter } from '../../http/page-sql.ts'

/** What moderators decided, the latest first, one more than the page holds. That they read reports is recorded, and not listed. */
export async function selectAudits(db: Db, page: Page): Promise<(Audit & ListPosition)[]> {
  const { rows } = await sql<Audit & ListPosition>`
    select a.uuid, a.moderator_handle, a.action, u.handle as about_handle, a.created_at, a.created_at as at
    from report_audits a left join users u on u.uuid = a.about_uuid
    where a.action <> 'read' ${descendingAfter(page)}
    order by a.created_at desc, a.uuid desc limit ${page.limit + 1}`.execute(db)
  return rows
}
