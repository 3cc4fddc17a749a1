import type { UserShort } from '@cruddur/contract/users'
import { keepPlan } from '@cruddur/storage/kept-plans'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { isNotBlocked } from '../visibility/conditions.ts'
import { type Reader, readerRow } from '../visibility/reader.ts'

/** The person of a token's subject. Null once the account is deleted: a token is valid for some minutes longer. */
export async function selectPersonBySub(db: Db, sub: string): Promise<UserShort | null> {
  const { rows } = await sql<UserShort>`${keepPlan}
    select uuid, handle, display_name, face from users where cognito_user_uuid = ${sub}`.execute(db)
  return rows[0] ?? null
}

/** The person of a handle, as the reader may see them. Null for nobody, and for a person whom a block hides. */
export async function selectPersonByHandle(db: Db, handle: string, sub: Reader): Promise<UserShort | null> {
  const { rows } = await sql<UserShort>`${keepPlan}
    with ${readerRow(sub)}
    select u.uuid, u.handle, u.display_name, u.face from users u where u.handle = ${handle} and ${isNotBlocked(sub)}`.execute(
    db,
  )
  return rows[0] ?? null
}

/** Whether the person of a token's subject is suspended. Null once the account is deleted. */
export async function selectIsSuspended(db: Db, sub: string): Promise<boolean | null> {
  const { rows } = await sql<{ suspended: boolean }>`${keepPlan}
    select is_suspended(uuid) as suspended from users where cognito_user_uuid = ${sub}`.execute(db)
  return rows[0]?.suspended ?? null
}
