import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { isFindable, isNotBlocked } from '../../visibility/conditions.ts'
import { reader, readerRow } from '../../visibility/reader.ts'
import { type Relation, relationTables } from './relation-tables.ts'

/** Who can be related to. For a block also a person who is blocked already, so that it can be undone. */
const isReachable = (relation: Relation, sub: string) => (relation === 'block' ? isFindable(sub) : isNotBlocked(sub))

/** Relates the caller to the person of a handle. Does nothing when it is so already, or when a block hides the person. */
export async function insertRelation(db: Db, relation: Relation, handle: string, sub: string): Promise<void> {
  const { rows, from, to } = relationTables[relation]
  await sql`
    with ${readerRow(sub)}
    insert into ${rows} (${from}, ${to})
    select ${reader}, u.uuid from users u
    where u.handle = ${handle} and u.uuid <> ${reader} and ${isReachable(relation, sub)}
    on conflict do nothing`.execute(db)
}

export async function deleteRelation(db: Db, relation: Relation, handle: string, sub: string): Promise<void> {
  const { rows, from, to } = relationTables[relation]
  await sql`
    with ${readerRow(sub)}
    delete from ${rows} r using users u
    where u.handle = ${handle} and r.${to} = u.uuid and r.${from} = ${reader} and ${isReachable(relation, sub)}`.execute(
    db,
  )
}

export type Standing = {
  /** Null for a token of a deleted account. */
  reader_uuid: string | null
  is_self: boolean | null
  holds: boolean
  followers_count: number
}

/** How the caller stands to the person of a handle. Null when there is no such person, or a block hides them. */
export async function selectStanding(
  db: Db,
  relation: Relation,
  handle: string,
  sub: string,
): Promise<Standing | null> {
  const { rows, from, to } = relationTables[relation]
  const found = await sql<Standing>`
    with ${readerRow(sub)}
    select ${reader} as reader_uuid, u.uuid = ${reader} as is_self,
      exists (select from ${rows} r where r.${from} = ${reader} and r.${to} = u.uuid) as holds,
      (select count(*) from follows f where f.followed_uuid = u.uuid) as followers_count
    from users u where u.handle = ${handle} and ${isReachable(relation, sub)}`.execute(db)
  return found.rows[0] ?? null
}
