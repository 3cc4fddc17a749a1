import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
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

it('what was answered does not stay in memory until V8 looks through all of it', async () => {
  setFlagsFromString('--expose-gc')
  const collect: (options: { type: 'minor' | 'major' }) => void = runInNewContext('gc')
  // A limit that even a busy machine keeps.
  const patient = connect(database.connectionUrl, { max: 1, answerMs: 60_000 })
  collect({ type: 'major' })
  const sizes = [process.memoryUsage().heapUsed]
  for (let n = 1; n <= 2_000; n++) {
    await sql`select repeat('x', 10000) as text`.execute(patient)
    if (n % 100 > 0) continue
    collect({ type: 'minor' })
    sizes.push(process.memoryUsage().heapUsed)
  }
  await patient.destroy()
  // All answers together take 20 MB.
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThan(5_000_000)
})

it('an error of a statement says where it was asked', async () => {
  async function askWrongly() {
    await sql`select 1 / 0`.execute(db)
  }
  const error = await askWrongly().catch((error: Error) => error)
  expect(error).toMatchObject({ code: '22012', stack: expect.stringContaining('askWrongly') })
})
