import { randomBytes, randomUUID } from 'node:crypto'
import { connect, type Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { inject } from 'vitest'

/** The first Cruddur's tables after its last migration, July 2023. */
const schema = [
  'create extension if not exists "uuid-ossp"',
  `create table public.users (uuid uuid default uuid_generate_v4() primary key, display_name text, handle text, email text,
    cognito_user_id text, bio text, created_at timestamp default current_timestamp not null)`,
  `create table public.activities (uuid uuid default uuid_generate_v4() primary key, user_uuid uuid not null,
    message text not null, replies_count integer default 0, reposts_count integer default 0, likes_count integer default 0,
    reply_to_activity_uuid uuid, expires_at timestamp, created_at timestamp default current_timestamp not null)`,
  'create table public.schema_information (id integer unique, last_successful_run text)',
]

export type OriginalDatabase = Awaited<ReturnType<typeof createOriginalDatabase>>

type User = Partial<Record<'handle' | 'display_name' | 'email' | 'cognito_user_id' | 'bio', string | null>>

/** A database of the first Cruddur, with people and cruds to be added. Times are PostgreSQL intervals before or after now. */
export async function createOriginalDatabase() {
  const name = `original_${randomBytes(8).toString('hex')}`
  const admin = connect(inject('postgresUrl'), { max: 1 })
  await sql.raw(`create database ${name}`).execute(admin)
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/${name}`
  const db: Db = connect(url.href, { max: 1 })
  for (const statement of schema) await sql.raw(statement).execute(db)

  /** Returns the uuid. Without a value a column is what a real person has. */
  async function user(given: User = {}, age = '100 days'): Promise<string> {
    const uuid = randomUUID()
    const handle = given.handle === undefined ? `user_${uuid.slice(0, 8)}` : given.handle
    const person = {
      display_name: 'Somebody',
      email: `${uuid}@example.com`,
      cognito_user_id: randomUUID(),
      bio: null,
      ...given,
    }
    await sql`
      insert into users (uuid, handle, display_name, email, cognito_user_id, bio, created_at)
      values (${uuid}, ${handle}, ${person.display_name}, ${person.email}, ${person.cognito_user_id}, ${person.bio},
        (now() at time zone 'utc') - ${age}::interval)`.execute(db)
    return uuid
  }

  type Crud = { author: string; message?: string; parent?: string; uuid?: string; age?: string; ends?: string | null }
  /** Ends an hour from now unless `ends` says otherwise. A reply has no deadline, as in the first Cruddur. */
  async function crud({
    author,
    message = 'a crud',
    parent,
    uuid = randomUUID(),
    age = '1 hour',
    ends,
  }: Crud): Promise<string> {
    const deadline = ends === undefined ? (parent ? null : '1 hour') : ends
    await sql`
      insert into activities (uuid, user_uuid, message, reply_to_activity_uuid, created_at, expires_at, likes_count, reposts_count)
      values (${uuid}, ${author}, ${message}, ${parent ?? null}, (now() at time zone 'utc') - ${age}::interval,
        (now() at time zone 'utc') + ${deadline}::interval, 3, 2)`.execute(db)
    return uuid
  }

  return {
    db,
    url: url.href,
    user,
    crud,
    async drop(): Promise<void> {
      await db.destroy()
      await sql.raw(`drop database ${name} with (force)`).execute(admin)
      await admin.destroy()
    },
  }
}
