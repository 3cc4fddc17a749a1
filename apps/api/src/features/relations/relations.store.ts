import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { isFindable, isNotBlocked } from '../../visibility/conditions.ts'
import { reader, readerRow } from '../../visibility/reader.ts'
import { type Relation, relationTables } from './relation-tables.ts'

/** Who can be related to: for a block also who is blocked already, to take it back. */
const isReachable = (relation: Relation, sub: string) => (relation === 'block' ? isFindable(sub) : isNotBlocked(sub))

/** Relates the caller to the person of a handle. Once is as good as twice; nothing happens between who is absent. */
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
  /** Null for a token that outlived its account. */
  reader_uuid: string | null
  is_self: boolean | null
  holds: boolean
  followers_count: number
}

/** How the caller stands to the person of a handle; null when there is nobody whom they could relate to so. */
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
