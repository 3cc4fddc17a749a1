import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

/** Why a reader does not see a person: a block between them, or, with `muted`, the reader's mute. */
export type Distance = { reader_uuid: string; person_uuid: string; muted: boolean }

/**
 * The conditions of conditions.ts for many readers and people at once: every pair that a block separates, whoever made
 * it, and every pair of which the reader muted the person.
 */
export async function selectDistances(db: Db, readers: string[], people: string[]): Promise<Distance[]> {
  const { rows } = await sql<Distance>`
    with readers as materialized (select unnest(${readers}::uuid[]) as uuid),
      people as materialized (select unnest(${people}::uuid[]) as uuid)
    select b.user_uuid as reader_uuid, b.blocked_uuid as person_uuid, false as muted
    from people p join blocks b on b.blocked_uuid = p.uuid where b.user_uuid in (select uuid from readers)
    union all
    select b.blocked_uuid, b.user_uuid, false
    from people p join blocks b on b.user_uuid = p.uuid where b.blocked_uuid in (select uuid from readers)
    union all
    select m.user_uuid, m.muted_uuid, true
    from people p cross join readers r join mutes m on m.user_uuid = r.uuid and m.muted_uuid = p.uuid`.execute(db)
  return rows
}
