import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { connect, type Db } from './postgres.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'

let database: TestDatabase
let db: Db
beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'))
  await sql`create table notes (text text)`.execute(database.db)
  db = connect(database.connectionUrl, { max: 1, answerMs: 200 })
})
afterAll(async () => {
  await db.destroy()
  await database.drop()
})

it('a query that gets no answer fails, and the next one has a connection of its own', async () => {
  const pidOf = async () => (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(db)).rows[0]?.pid
  const before = await pidOf()
  await expect(sql`select pg_sleep(5)`.execute(db)).rejects.toThrow('timeout')
  expect(await pidOf()).not.toBe(before)
})

it('nothing of a transaction that got no answer is seen by who comes next', async () => {
  const unanswered = db.transaction().execute(async (transaction) => {
    await sql`insert into notes values ('half done')`.execute(transaction)
    await sql`select pg_sleep(5)`.execute(transaction)
  })
  await expect(unanswered).rejects.toThrow(/timeout|terminated|not queryable/)
  expect((await sql`select text from notes`.execute(db)).rows).toEqual([])
  await sql`insert into notes values ('done')`.execute(db)
  expect((await sql`select text from notes`.execute(database.db)).rows).toEqual([{ text: 'done' }])
})
