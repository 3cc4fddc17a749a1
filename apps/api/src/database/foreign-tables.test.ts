import { randomBytes } from 'node:crypto'
import { connect, type Db } from '@cruddur/storage/postgres'
import { createTestDatabase } from '@cruddur/storage/test-database'
import { sql } from 'kysely'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { refusalOf } from '../process-tests/testing/refused-start.ts'
import { makeTempDir } from '../process-tests/testing/server-process.ts'
import { checkDatabase } from './database-check.ts'

/** An empty database on which statements have run. */
async function databaseWith(...statements: string[]): Promise<{ db: Db; url: string }> {
  const name = `foreign_${randomBytes(8).toString('hex')}`
  const admin = connect(inject('postgresUrl'), { max: 1 })
  await sql.raw(`create database ${name}`).execute(admin)
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/${name}`
  const db = connect(url.href, { max: 1 })
  onTestFinished(async () => {
    await db.destroy()
    await sql.raw(`drop database ${name} with (force)`).execute(admin)
    await admin.destroy()
  })
  for (const statement of statements) await sql.raw(statement).execute(db)
  return { db, url: url.href }
}

/** Everything with a name that is not PostgreSQL's own. */
async function namesIn(db: Db): Promise<unknown[]> {
  const { rows } = await sql`
    select relname, relkind from pg_class where relnamespace::regnamespace::text !~ '^pg_|^information_schema$'
    union all select nspname, 'n' from pg_namespace where nspname !~ '^pg_' order by 1`.execute(db)
  return rows
}

/** The tables of the original after its last migration, July 2023. */
const original = [
  'create extension if not exists "uuid-ossp"',
  `create table public.users (uuid uuid default uuid_generate_v4() primary key, display_name text not null,
    handle text not null, email text not null, cognito_user_id text not null, bio text,
    created_at timestamp default current_timestamp not null)`,
  `create table public.activities (uuid uuid default uuid_generate_v4() primary key, user_uuid uuid not null,
    message text not null, replies_count integer default 0, reposts_count integer default 0, likes_count integer default 0,
    reply_to_activity_uuid uuid, expires_at timestamp, created_at timestamp default current_timestamp not null)`,
  'create table public.schema_information (id integer unique, last_successful_run text)',
  `insert into users (display_name, handle, email, cognito_user_id) values ('Andrew', 'andrewbrown', 'a@b.example', 'MOCK')`,
]

const ourJournal =
  'create table schema_migrations (name text primary key, sha256 text not null, applied_at timestamptz(3) not null default now())'

describe('the database of the original', () => {
  it('is refused in one line that says what to do, and stays as it is', async () => {
    const { db, url } = await databaseWith(...original)
    const before = await namesIn(db)
    const { line } = await refusalOf({ env: { DATA_DIR: makeTempDir(), CONNECTION_URL: url } })
    expect(line).toMatch(
      /^cruddur: CONNECTION_URL: foreign_\w+ on .* is the database of the original Cruddur, which this version cannot use \(activities, schema_information, users\): create an empty database and name that one, then bring people and cruds along by `npm run import:original`\. Nothing was changed$/,
    )
    expect(await namesIn(db)).toEqual(before)
  })

  it('is refused although an earlier start left an empty journal in it', async () => {
    const { url } = await databaseWith(...original, ourJournal)
    await expect(checkDatabase(url)).rejects.toThrow('is the database of the original Cruddur')
  })
})

describe('a database', () => {
  it.each([
    ['a table', ['create table invoices (id serial primary key)'], '(invoices)'],
    ['a view', ['create view users as select 1 as one'], '(users)'],
    ['a sequence', ['create sequence activities'], '(activities)'],
    ['a schema that we make', ['create schema auth'], '(auth.(schema))'],
    ['a table in that schema', ['create schema auth', 'create table auth.users (id int)'], 'auth.users'],
    ['the journal of another tool', ['create table schema_migrations (version text)'], '(schema_migrations)'],
    ['many tables', ['a', 'b', 'c', 'd', 'e'].map((name) => `create table ${name} ()`), '(a, b, c and 2 more)'],
  ])('with %s that is not ours is refused', async (_what, statements, list) => {
    const { db, url } = await databaseWith(...statements)
    const before = await namesIn(db)
    const error = await checkDatabase(url).catch((error: Error) => error)
    expect(error).toHaveProperty('message', expect.stringContaining('holds tables that are not Cruddur’s'))
    expect(error).toHaveProperty('message', expect.stringContaining(list))
    expect(error).toHaveProperty('message', expect.not.stringContaining('\n'))
    expect(await namesIn(db)).toEqual(before)
  })

  it.each([
    ['is empty', []],
    [
      'holds what an extension made',
      ['create extension "uuid-ossp"', 'create table of_it ()', 'alter extension "uuid-ossp" add table of_it'],
    ],
    ['holds tables of others in a schema of theirs', ['create schema billing', 'create table billing.users (id int)']],
    ['was left by a server that died before its first migration', [ourJournal]],
  ])('that %s passes', async (_what, statements) => {
    const { url } = await databaseWith(...statements)
    await checkDatabase(url)
  })

  it('of ours passes', async () => {
    const { connectionUrl, drop } = await createTestDatabase(inject('postgresUrl'))
    onTestFinished(drop)
    await checkDatabase(connectionUrl)
  })
})
