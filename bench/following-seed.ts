import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { seedFeed } from './seed-feed.ts'

/** Members by whom they follow. */
export const readers = {
  'one, 500 cruds': 'reader_of_500',
  'one, 50,000 cruds': 'reader_of_50000',
  '200 people': 'reader_of_200_people',
  '1,000 people': 'reader_of_1000_people',
} as const

/** The people and cruds of `seedFeed`, reposts of every fifth crud, two authors who write much, and the readers. */
export async function seedFollowing(db: Db, cruds: number): Promise<void> {
  await seedFeed(db, cruds)
  for (const handle of Object.values(readers)) await insertPerson(db, handle)
  // Nobody listens yet, and the counts of reposts are not read.
  const tables = ['activities', 'reposts', 'follows']
  for (const table of tables) await sql`alter table ${sql.table(table)} disable trigger user`.execute(db)
  for (const [reader, count] of [
    ['reader_of_500', 500],
    ['reader_of_50000', 50_000],
  ] as const) {
    const author = `author_of_${count}`
    await insertPerson(db, author)
    await sql`insert into activities (user_uuid, sealed, created_at, expires_at)
      select u.uuid, unsealed(repeat('lorem ipsum dolor ', 4) || crud), at, at + interval '20 days'
      from users u cross join generate_series(1, ${count}::int) crud
        cross join lateral (select date_trunc('milliseconds', now() - crud * interval '10 seconds') as at) t
      where u.handle = ${author}`.execute(db)
    await sql`insert into follows (follower_uuid, followed_uuid)
      select r.uuid, a.uuid from users r cross join users a where r.handle = ${reader} and a.handle = ${author}`.execute(
      db,
    )
  }
  for (const people of [200, 1000]) {
    await sql`insert into follows (follower_uuid, followed_uuid)
      select r.uuid, person.uuid from users r join person on person.n <= ${people}
      where r.handle = ${`reader_of_${people}_people`}`.execute(db)
  }
  await sql`insert into reposts (activity_uuid, user_uuid, created_at, crud_expires_at)
    select a.uuid, person.uuid, a.created_at + interval '1 hour', a.expires_at
    from (select row_number() over (order by uuid) as n, * from activities) a
      join person on person.n = 1 + (a.n * 104729) % 2000
    where a.n % 5 = 0`.execute(db)
  for (const table of tables) await sql`alter table ${sql.table(table)} enable trigger user`.execute(db)
}

const insertPerson = (db: Db, handle: string) =>
  sql`insert into users (cognito_user_uuid, handle, display_name) values (gen_random_uuid(), ${handle}, ${handle})`.execute(
    db,
  )
