import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import type { NewPerson } from './new-person.ts'

type Named = NewPerson & { handle: string }

/** Which of these people or cruds were imported before. */
export async function selectImported(db: Db, uuids: string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ uuid: string }>`
    select uuid from imported_rows where uuid = any (${uuids}::uuid[])`.execute(db)
  return new Set(rows.map(({ uuid }) => uuid))
}

/** Somebody of the source who is here. */
export type Here = { uuid: string; hereUuid: string; handle: string }

/** Which of these people are here already, by their uuid, or by a subject that they have or had. By their uuids as given. */
export async function selectHere(db: Db, people: { uuid: string; sub: string }[]): Promise<ReadonlyMap<string, Here>> {
  const { rows } = await sql<Here>`
    select g.uuid, u.uuid as "hereUuid", u.handle
    from unnest(${people.map(({ uuid }) => uuid)}::uuid[], ${people.map(({ sub }) => sub)}::uuid[]) g (uuid, sub)
    left join lateral (
      select user_uuid from subject_changes where old_sub = g.sub order by created_at desc limit 1
    ) linked on true
    cross join lateral (
      select uuid, handle from users where uuid in (g.uuid, linked.user_uuid) or cognito_user_uuid = g.sub
      order by uuid = g.uuid desc limit 1
    ) u`.execute(db)
  return new Map(rows.map((row) => [row.uuid, row]))
}

/** Whether the account with this subject was deleted here, in the last days. */
export async function selectIsDeleted(db: Db, sub: string): Promise<boolean> {
  const { rows } = await sql`select from deleted_accounts where sub = ${sub}`.execute(db)
  return rows.length > 0
}

/** Records that these people are not to be imported later, even if they delete their account here. */
export async function insertImported(db: Db, uuids: string[]): Promise<void> {
  await sql`
    insert into imported_rows (uuid, expires_at) select uuid, now() + interval '30 days' from unnest(${uuids}::uuid[]) uuid
    on conflict do nothing`.execute(db)
}

/**
 * Inserts the person, and records that they were imported. False if they are here already, if somebody else has their
 * handle by now, or if their account was deleted here (trigger `refuse_return`).
 */
export async function insertPerson(
  db: Db,
  { uuid, sub, handle, displayName, bio, createdAt }: Named,
): Promise<boolean> {
  const { rows } = await sql`
    with person as (
      insert into users (uuid, cognito_user_uuid, handle, display_name, bio, created_at)
      values (${uuid}, ${sub}, ${handle}, ${displayName}, ${bio}, least(now(), coalesce(to_timestamp(${createdAt}::float8 / 1000), now())))
      on conflict do nothing
      returning uuid
    )
    insert into imported_rows (uuid, expires_at) select uuid, now() + interval '30 days' from person returning 1`.execute(
    db,
  )
  return rows.length > 0
}

/** How many of these people are here. */
export async function selectPeopleCount(db: Db, uuids: string[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from users where uuid = any (${uuids}::uuid[])`.execute(db)
  return rows[0]?.count ?? 0
}
