import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

const people = 2_000
const batch = 50_000

/** People and their cruds of 80 characters, published in random order over ten days. All are living.
 * They are sealed when the server starts. */
export async function seedFeed(db: Db, cruds: number): Promise<void> {
  await sql`insert into users (cognito_user_uuid, handle, display_name)
    select gen_random_uuid(), 'person_' || n, 'Person ' || n from generate_series(1, ${people}) n`.execute(db)
  await sql`create table person as select row_number() over (order by uuid) as n, uuid from users`.execute(db)
  // Without triggers: nobody listens yet, and nothing else writes.
  const tables = ['activities', 'follows', 'blocks']
  for (const table of tables) await sql`alter table ${sql.table(table)} disable trigger user`.execute(db)
  for (let from = 1; from <= cruds; from += batch) {
    await sql`insert into activities (user_uuid, sealed, likes_count, created_at, expires_at)
      select person.uuid, unsealed(repeat('lorem ipsum dolor ', 4) || crud), crud % 50, at, at + interval '20 days'
      from generate_series(${from}::int, ${Math.min(cruds, from + batch - 1)}::int) crud
        join person on person.n = 1 + (crud * 7919::bigint) % ${people}::int
        cross join lateral (
          select date_trunc('milliseconds', now() - ((crud * 7919::bigint) % 864000) * interval '1 second') as at
        ) t`.execute(db)
  }
  await sql`insert into follows (follower_uuid, followed_uuid)
    select a.uuid, b.uuid from person a join person b on b.n between a.n + 1 and a.n + 50`.execute(db)
  await sql`insert into blocks (user_uuid, blocked_uuid)
    select a.uuid, b.uuid from person a join person b on b.n = a.n + 100`.execute(db)
  for (const table of tables) await sql`alter table ${sql.table(table)} enable trigger user`.execute(db)
}
