import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

let count = 0

/** A new person. Returns their uuid. */
export async function insertPerson(db: Db): Promise<string> {
  const handle = `suite_${++count}`
  const { rows } = await sql<{ uuid: string }>`
    insert into users (cognito_user_uuid, handle, display_name) values (gen_random_uuid(), ${handle}, ${handle})
    returning uuid`.execute(db)
  return rows[0]?.uuid as string
}
