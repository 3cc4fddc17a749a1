import type { UserShort } from '@cruddur/contract/users'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { isNotBlocked } from '../../visibility/conditions.ts'
import { reader, readerRow } from '../../visibility/reader.ts'

/** The person of a token's subject. Null if the account is deleted. */
export async function selectMember(db: Db, sub: string): Promise<UserShort | null> {
  const { rows } = await sql<UserShort>`
    select uuid, handle, display_name from users where cognito_user_uuid = ${sub}`.execute(db)
  return rows[0] ?? null
}

/** Those of the people whom no block hides from the reader, with their present names. */
export async function selectPresent(db: Db, uuids: string[], sub: string): Promise<UserShort[]> {
  const { rows } = await sql<UserShort>`
    with ${readerRow(sub)}
    select u.uuid, u.handle, u.display_name from users u
    where u.uuid = any (${uuids}::uuid[]) and ${isNotBlocked(sub)}`.execute(db)
  return rows
}

/** The person of a handle. Null for nobody, for the reader, and for a person whom a block hides from the reader. */
export async function selectPersonByHandle(db: Db, handle: string, sub: string): Promise<UserShort | null> {
  const { rows } = await sql<UserShort>`
    with ${readerRow(sub)}
    select u.uuid, u.handle, u.display_name from users u
    where u.handle = ${handle} and u.uuid <> ${reader} and ${isNotBlocked(sub)}`.execute(db)
  return rows[0] ?? null
}
