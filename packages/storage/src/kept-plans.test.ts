import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { keepPlan } from './kept-plans.ts'
import type { Db } from './postgres.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'))
})
afterAll(() => database.drop())

const seen = async (db: Db, handle: string) => {
  const { rows } = await sql<{ handle: string }>`${keepPlan}
    select handle from users where handle = ${handle} limit ${sql.lit(1)}`.execute(db)
  return rows
}

it('a statement with keepPlan is planned once per connection, and uses its parameters', async () => {
  await sql`insert into users (cognito_user_uuid, handle, display_name)
    select gen_random_uuid(), 'person_' || n, 'x' from generate_series(1, 20) n`.execute(database.db)
  await database.db.connection().execute(async (db) => {
    for (let n = 1; n <= 20; n++) expect(await seen(db, `person_${n}`)).toEqual([{ handle: `person_${n}` }])
    const { rows } = await sql<{ generic: number; custom: number }>`
      select generic_plans as generic, custom_plans as custom from pg_prepared_statements`.execute(db)
    // PostgreSQL compares with five plans for single values first.
    expect(rows).toEqual([{ generic: 15, custom: 5 }])
  })
})

it('an error of such a statement is thrown, and the connection still works', async () => {
  await database.db.connection().execute(async (db) => {
    const wrong = () => sql`${keepPlan} select 1 / ${0}::int as n`.execute(db)
    await expect(wrong()).rejects.toMatchObject({ code: '22012' })
    await expect(wrong()).rejects.toMatchObject({ code: '22012' })
    expect(await seen(db, 'person_1')).toHaveLength(1)
  })
})
