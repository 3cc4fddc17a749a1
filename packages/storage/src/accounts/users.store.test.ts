import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../test-database.ts'
import { registerUser } from './users.store.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'))
})
afterAll(() => database.drop())

const rowsOf = async (handle: string) => {
  const { rows } = await sql`
    select cognito_user_uuid as sub, display_name as name from users where handle = ${handle}`.execute(database.db)
  return rows
}

test('a person is registered once, however often and however many at once ask', async () => {
  const worf = { sub: randomUUID(), handle: 'worf', name: 'Worf' }
  const results = await Promise.all(Array.from({ length: 8 }, () => registerUser(database.db, worf)))
  expect(results.filter((result) => result === 'registered')).toHaveLength(1)
  expect(results.filter((result) => result === 'known')).toHaveLength(7)
  expect(await registerUser(database.db, { ...worf, handle: 'another', name: 'Another' })).toBe('known')
  expect(await rowsOf('worf')).toEqual([{ sub: worf.sub, name: 'Worf' }])
})

test('of many people who want one handle, one gets it', async () => {
  const results = await Promise.all(
    Array.from({ length: 8 }, () => registerUser(database.db, { sub: randomUUID(), handle: 'data', name: 'Data' })),
  )
  expect(results.toSorted()).toEqual([...Array(7).fill('handle_taken'), 'registered'])
  expect(await rowsOf('data')).toHaveLength(1)
})

test('a deleted account does not come back', async () => {
  const sub = randomUUID()
  await sql`insert into deleted_accounts (sub) values (${sub})`.execute(database.db)
  expect(await registerUser(database.db, { sub, handle: 'lore', name: 'Lore' })).toBe('deleted')
  expect(await rowsOf('lore')).toEqual([])
})
