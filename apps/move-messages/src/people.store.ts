import { uuidPattern } from '@cruddur/contract/uuids'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

const peoplePerPage = 1_000

export async function selectPeopleCount(db: Db): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from users`.execute(db)
  return rows[0]?.count ?? 0
}

/** The uuids of everybody with an account, in order. */
export async function* selectPeople(db: Db): AsyncGenerator<string> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const { rows } = await sql<{ uuid: string }>`
      select uuid from users where uuid > ${after} order by uuid limit ${peoplePerPage}`.execute(db)
    yield* rows.map(({ uuid }) => uuid)
    const last = rows.at(-1)
    if (!last) return
    after = last.uuid
  }
}

/** Which of these people have an account. What is no uuid is nobody's. */
export async function selectKnown(db: Db, uuids: string[]): Promise<ReadonlySet<string>> {
  const possible = uuids.filter((uuid) => uuidPattern.test(uuid))
  const { rows } = await sql<{ uuid: string }>`select uuid from users where uuid = any (${possible}::uuid[])`.execute(
    db,
  )
  return new Set(rows.map(({ uuid }) => uuid))
}
