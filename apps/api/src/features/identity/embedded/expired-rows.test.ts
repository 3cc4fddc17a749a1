import type { Db } from '@cruddur/storage/postgres'
import { createTestDatabase, type TestDatabase } from '@cruddur/storage/test-database'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { deleteExpiredIdentityRows } from './expired-rows.store.ts'

let database: TestDatabase
let db: Db
beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'))
  db = database.db
})
afterAll(() => database.drop())

/** Four rows in each table: one expires in an hour, three expired a second ago. */
const insertRows = () =>
  sql`do $$ declare t timestamptz; n integer := 0; begin
    insert into auth."user" (id, name, email, "emailVerified", handle)
      values ('018f0000-0000-7000-8000-000000000001', 'A', 'a@example.com', true, 'abc');
    foreach t in array array[now() + interval '1 hour', now() - interval '1 s', now() - interval '1 s', now() - interval '1 s']
    loop
      n := n + 1;
      insert into auth.sign_ups values (n || '@example.com', gen_random_uuid(), 'A', 'handle_' || n, 'x', 'x', 0, t, t);
      insert into auth.held_handles values ('handle_' || n, n || '@example.com', t);
      insert into auth.known_browsers values (n::text, t);
      insert into auth.ended_sessions values (gen_random_uuid(), t);
      insert into auth.reset_codes values (n || '@example.com', 'x', 0, t);
      insert into auth.attempts values (n::text, 1, t);
      insert into auth.signing_keys values (gen_random_uuid(), '{}', now(), t);
      insert into auth.session ("expiresAt", token, "updatedAt", "userId")
        values (t, n::text, now(), '018f0000-0000-7000-8000-000000000001');
    end loop;
  end $$`.execute(db)

const counts = async () => {
  const { rows } = await sql<{ counts: number[] }>`select array[
    (select count(*)::integer from auth.sign_ups), (select count(*)::integer from auth.reset_codes),
    (select count(*)::integer from auth.attempts), (select count(*)::integer from auth.signing_keys),
    (select count(*)::integer from auth.held_handles), (select count(*)::integer from auth.known_browsers),
    (select count(*)::integer from auth.session), (select count(*)::integer from auth."user")] as counts`.execute(db)
  return rows[0]?.counts
}

it('erases what has expired, in batches, and nothing else', async () => {
  await insertRows()
  expect(await deleteExpiredIdentityRows(db, 2)).toBe(2)
  expect(await counts()).toEqual([2, 2, 2, 2, 2, 2, 2, 1])
  expect(await deleteExpiredIdentityRows(db, 2)).toBe(1)
  expect(await counts()).toEqual([1, 1, 1, 1, 1, 1, 1, 1])
  expect(await deleteExpiredIdentityRows(db, 2)).toBe(0)
})
