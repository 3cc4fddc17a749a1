import { sql } from 'kysely'
import { afterAll, expect, inject, it } from 'vitest'
import { inTransaction } from './in-transaction.ts'
import type { Db } from './postgres.ts'
import { createTestDatabase } from './test-database.ts'

const { db, drop } = await createTestDatabase(inject('postgresUrl'))
afterAll(drop)

const write = (on: Db) => sql`update clock_mark set latest = latest + interval '1 hour'`.execute(on)
const marks = async () => (await sql`select latest from clock_mark`.execute(db)).rows

it('takes back what was written when the work fails, and only with the transaction around it if there is one', async () => {
  const before = await marks()
  const failing = inTransaction(db, async (outer) => {
    await inTransaction(outer, write)
    throw new Error('refused')
  })
  await expect(failing).rejects.toThrow('refused')
  expect(await marks()).toEqual(before)
  await inTransaction(db, write)
  expect(await marks()).not.toEqual(before)
})
