import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

/** Whether tokens that say `sub` are somebody's: one outlives its account by minutes. */
export async function selectIsSomebody(db: Db, sub: string): Promise<boolean> {
  const { rows } = await sql`select from users where cognito_user_uuid = ${sub}`.execute(db)
  return rows.length > 0
}
