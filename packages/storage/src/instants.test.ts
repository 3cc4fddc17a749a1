import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { instantOf } from './instants.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'))
})
afterAll(() => database.drop())

const instants = [
  '2026-11-27T14:30:34.000Z',
  '2026-11-27T14:30:34.100Z',
  '2026-11-27T14:30:34.120Z',
  '2026-11-27T14:30:34.123Z',
  '1970-01-01T00:00:00.001Z',
  '0044-03-15T12:00:00.000Z',
  '9999-12-31T23:59:59.999Z',
  '+010000-01-01T00:00:00.000Z',
]

it('instants come from PostgreSQL as they were sent, with milliseconds', async () => {
  const { rows } = await sql<{ at: string }>`
    select to_timestamp(ms / 1000) as at from unnest(${instants.map((instant) => Date.parse(instant))}::numeric[]) ms
    `.execute(database.db)
  expect(rows.map(({ at }) => at)).toEqual(instants)
})

it('microseconds are cut off', () => {
  expect(instantOf('2026-11-27 14:30:34.123999+00')).toBe('2026-11-27T14:30:34.123Z')
  expect(instantOf('2026-11-27 14:30:34.1239+00')).toBe('2026-11-27T14:30:34.123Z')
})

it('what is no instant is an error', () => {
  expect(() => instantOf('infinity')).toThrow(RangeError)
})
