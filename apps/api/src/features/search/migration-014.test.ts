import { tokenize } from '@cruddur/contract/rich-text'
import { foldTag } from '@cruddur/contract/rich-text/hashtags'
import { hashtagCases, sameTags } from '@cruddur/contract/rich-text/hashtags.cases'
import { readMigrations } from '@cruddur/storage/migrate'
import { createTestDatabase, type TestDatabase } from '@cruddur/storage/test-database'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'

let test: TestDatabase
/** A database as it was before the migration, with a crud that has each of the tags. */
beforeAll(async () => {
  test = await createTestDatabase(inject('postgresUrl'))
  await sql`drop schema public, auth cascade; create schema public`.execute(test.db)
  for (const { name, text } of await readMigrations()) if (name < '014') await sql.raw(text).execute(test.db)
  await sql`insert into users (cognito_user_uuid, handle, display_name)
    values (gen_random_uuid(), 'worf', 'السَّلامُ')`.execute(test.db)
  await sql`insert into activities (user_uuid, message, expires_at)
    select uuid, 'קָפֶה', now() + interval '1 day' from users`.execute(test.db)
}, 60_000)
afterAll(() => test.drop())

const storedTags = async () => {
  const { rows } = await sql<{ tag: string }>`select tag from activity_tags`.execute(test.db)
  return rows.map(({ tag }) => tag)
}

describe('migration 014', () => {
  it('makes of stored tags and words what would be stored today', async () => {
    const written = Object.values(hashtagCases)
      .flat()
      .flatMap((marked) => tokenize(marked.replace(/[⟦⟧]/gu, '')))
      .flatMap((token) => (token.kind === 'hashtag' ? [token.tag] : []))
    const tags = [...written, ...sameTags.flat()].map((tag) => tag.normalize('NFC').toLowerCase())
    await sql`insert into activity_tags (activity_uuid, tag, user_uuid, created_at)
      select a.uuid, tag, a.user_uuid, now() from activities a, unnest(${[...tags, '\ufe0f\u20e3', '2\ufe0f\u20e3']}::text[]) tag
      on conflict do nothing`.execute(test.db)
    const migration = (await readMigrations()).find(({ name }) => name.startsWith('014'))
    await sql.raw(migration?.text ?? '').execute(test.db)
    expect((await storedTags()).sort()).toEqual([...new Set(tags.map(foldTag))].sort())
    const { rows } =
      await sql`select a.words::text, u.plain_name from activities a join users u on u.uuid = a.user_uuid`.execute(
        test.db,
      )
    expect(rows).toEqual([{ words: "'קפה':1", plain_name: 'السلام' }])
  })
})
