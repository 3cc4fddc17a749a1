import fc from 'fast-check'
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

it('is what Date makes of the same text, with and without fractions', () => {
  const days = fc.date({ min: new Date('1970-01-01Z'), max: new Date('9999-12-31Z'), noInvalidDate: true })
  const fraction = fc.stringMatching(/^(|\.\d{1,6})$/)
  fc.assert(
    fc.property(days, fraction, (day, fraction) => {
      const text = `${day.toISOString().slice(0, 19).replace('T', ' ')}${fraction}+00`
      expect(instantOf(text)).toBe(new Date(text).toISOString())
    }),
  )
})

it('has no instant for what never ends', () => {
  expect(() => instantOf('infinity')).toThrow(RangeError)
})
