import { randomUUID } from 'node:crypto'
import { createTestDatabase, type TestDatabase } from '@cruddur/storage/test-database'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { applyLink, planOne } from './link.ts'
import type { Direction, Plan } from './plan-links.ts'
import { readArguments } from './read-arguments.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'))
})
afterAll(() => database.drop())

const nothing: Plan = { links: [], refusals: [], done: 1, strangers: 0 }

it('changes one person once in each direction, and does not guess the direction', async () => {
  const { db } = database
  const [email, subject] = ['kosh@example.com', randomUUID()]
  const pool = [{ sub: subject, email, isVerified: true }]
  const plan = (to?: Direction) => planOne(db, { email, subject, to }, pool)
  const refused = '--to: @kosh has the subject already: say cognito or embedded'
  await sql`insert into users (cognito_user_uuid, handle, display_name) values (${subject}, 'kosh', 'K')`.execute(db)
  for (const [to, kind] of [['embedded', 'account'] as const, ['cognito', 'removal'] as const]) {
    await expect(plan()).rejects.toThrow(refused)
    const { links } = await plan(to)
    expect(links).toMatchObject([{ kind, person: { handle: 'kosh' } }])
    for (const link of links) expect(await applyLink(db, link)).toBe(true)
    expect(await plan(to)).toEqual(nothing)
    expect(await planOne(db, { email, subject }, null)).toEqual(nothing)
  }
  await expect(plan()).rejects.toThrow(refused)
  await expect(planOne(db, { email, subject, to: 'embedded' }, null)).rejects.toThrow('--pool: --to embedded needs')
})

it('reads the direction for one person, and none but the two', () => {
  const read = (...to: string[]) => readArguments(['link', '--email', 'a@b.example', '--subject', randomUUID(), ...to])
  expect(read('--to', 'embedded')).toMatchObject({ action: 'link', to: 'embedded' })
  expect(read()).toMatchObject({ action: 'link', to: undefined })
  expect(read('--to', 'elsewhere')).toBeNull()
})
