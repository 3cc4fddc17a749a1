import type { ModeratedPerson } from '@cruddur/contract/moderation/people'
import type { ListPosition, Page } from '@cruddur/storage/page'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { descendingAfter } from '../../http/page-sql.ts'

export type Wanted = { prefix?: string | undefined; onlySuspended: boolean }

/**
 * The people of this server, the latest first, one more than the page holds. Blocks hide nobody here: a moderator must find
 * whoever blocked them.
 */
export async function selectPeople(
  db: Db,
  { prefix, onlySuspended }: Wanted,
  page: Page,
): Promise<(Omit<ModeratedPerson, 'is_moderator'> & ListPosition)[]> {
  const { rows } = await sql<Omit<ModeratedPerson, 'is_moderator'> & ListPosition>`
    select u.uuid, u.handle, u.display_name, u.face, u.created_at as joined_at, u.created_at as at,
      (select count(*)::integer from live_activities a where a.user_uuid = u.uuid) as cruds_count,
      (select count(*)::integer from live_reports r where r.reported_uuid = u.uuid) as open_reports_count,
      case when s.user_uuid is not null
        then json_build_object('reason', s.reason, 'created_at', ${instant(sql`s.created_at`)}, 'ends_at', ${instant(sql`s.ends_at`)})
      end as suspension
    from users u left join suspensions s on s.user_uuid = u.uuid and (s.ends_at is null or s.ends_at > now())
    where (${prefix ?? null}::text is null or starts_with(u.handle, ${prefix?.toLowerCase() ?? ''}))
      and (s.user_uuid is not null or not ${onlySuspended}) ${descendingAfter(page, position)}
    order by u.created_at desc, u.uuid desc limit ${page.limit + 1}`.execute(db)
  return rows
}

const position = { time: sql`u.created_at`, uuid: sql`u.uuid` }

/** As the driver gives a column of the same type: JSON of PostgreSQL has another form. */
const instant = (column: ReturnType<typeof sql>) =>
  sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

/** The person of a handle, whoever blocked whom. */
export async function selectPersonToModerate(db: Db, handle: string): Promise<string | null> {
  const { rows } = await sql<{ uuid: string }>`select uuid from users where handle = ${handle}`.execute(db)
  return rows[0]?.uuid ?? null
}
