import type { Db } from '@cruddur/storage/postgres'
import { createTestDatabase, type TestDatabase } from '@cruddur/storage/test-database'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { deleteExpiredRows } from './expired-rows.store.ts'
import { expiringTables } from './expiring-tables.ts'

let database: TestDatabase
let db: Db
beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'))
  db = database.db
})
afterAll(() => database.drop())

const person = '018f0000-0000-7000-8000-000000000001'
beforeEach(async () => {
  await sql`truncate users, deleted_accounts, retired_handles, stream_events, report_audits, auth."user",
    auth.sign_ups, auth.reset_codes, auth.attempts, auth.signing_keys,
    auth.passkey_challenges cascade`.execute(db)
  await sql`insert into users (uuid, cognito_user_uuid, handle, display_name) values
    (${person}, gen_random_uuid(), 'worf', 'Worf'), (gen_random_uuid(), gen_random_uuid(), 'data', 'Data')`.execute(db)
  await sql`insert into auth."user" (id, name, email, "emailVerified", handle)
    values (${person}, 'Worf', 'worf@example.com', true, 'worf')`.execute(db)
})

/** How a row of each table is made that is due at the instant `t`; `n` is another number for each row. */
const inserts: Record<string, string> = {
  'public.activities': `insert into activities (user_uuid, sealed, created_at, expires_at)
    select uuid, unsealed('a crud'), t - interval '1 day', t from worf`,
  'public.idempotency_keys': `insert into idempotency_keys (user_uuid, kind, key, fingerprint, expires_at) select uuid, 'crud', n, 'x', t from worf`,
  'public.notifications': `insert into notifications (user_uuid, actor_uuid, kind, activity_uuid, created_at)
    select worf.uuid, data.uuid, 'like', a.uuid, t - interval '30 days' from worf, data, a`,
  'public.notifications 1 day': `insert into notifications (user_uuid, actor_uuid, kind, receipt_minute, created_at)
    select uuid, uuid, 'receipt', date_trunc('minute', t) - n::integer * interval '1 minute', t - interval '1 day' from worf`,
  'public.erasure_hours': `insert into erasure_hours values (t + n::integer * interval '1 hour', 0, 0, 0, 0, t)`,
  'public.message_endings': `insert into message_endings values (t)`,
  'public.reports': `insert into reports (reported_uuid, reason, expires_at) select uuid, 'spam', t from worf`,
  'public.report_audits': `insert into report_audits (report_uuid, moderator_handle, action, created_at)
    values (gen_random_uuid(), 'picard', 'read', t - interval '1 year')`,
  'public.suspensions': `, suspended as (
      insert into users (cognito_user_uuid, handle, display_name) values (gen_random_uuid(), 'suspended_' || n, 'A')
      returning uuid
    ) insert into suspensions select uuid, 'spam', t - interval '1 day', t from suspended`,
  'public.invitations': `insert into invitations (code, moderator_handle, uses_left, expires_at) values (n, 'picard', 1, t)`,
  'public.deleted_accounts': `insert into deleted_accounts (sub, finished, expires_at) values (gen_random_uuid(), true, t)`,
  'public.retired_handles': `insert into retired_handles values ('handle_' || n, t)`,
  'public.stream_events': `insert into stream_events (kind, activity_uuid, created_at)
    values ('crud', gen_random_uuid(), t - interval '10 minutes')`,
  'public.push_notes': `insert into push_notes (user_uuid, kind, about_uuid, expires_at)
    select uuid, 'message', gen_random_uuid(), t from worf`,
  'public.push_subscriptions': `insert into push_subscriptions (user_uuid, endpoint, p256dh, auth, language, expires_at)
    select uuid, 'https://push.example/' || n, '', '', 'en', t from worf`,
  'public.muted_words': `insert into muted_words (user_uuid, term, expires_at) select uuid, 'word' || n, t from worf`,
  'public.imported_rows': `insert into imported_rows values (gen_random_uuid(), t)`,
  'public.subject_changes': `insert into subject_changes (user_uuid, old_sub, new_sub, created_at)
    select uuid, gen_random_uuid(), gen_random_uuid(), t - interval '1 year' from worf`,
  'auth.sign_ups': `insert into auth.sign_ups
    values (n || '@example.com', gen_random_uuid(), 'A', 'handle_' || n, 'x', 'x', 0, t, t)`,
  'public.rate_counts': `insert into rate_counts values (convert_to(n, 'UTF8'), 1, 1, t)`,
  'auth.held_handles': `insert into auth.held_handles values ('skeleton_' || n, n || '@example.com', t)`,
  'auth.known_browsers': `insert into auth.known_browsers values (n, t)`,
  'auth.ended_sessions': `insert into auth.ended_sessions values (gen_random_uuid(), t)`,
  'auth.cognito_sessions': `insert into auth.cognito_sessions
      (id, sub, family, token, sealed_token, is_named, tokens_expire_at, device, expires_at)
    values (gen_random_uuid(), gen_random_uuid(), n, n, 'x', true, now(), '', t)`,
  'auth.cognito_sign_ups': `insert into auth.cognito_sign_ups values (n || '@example.com', n, 'A', 'handle', null, null, t)`,
  'auth.ended_people': `insert into auth.ended_people (sub, expires_at) values (gen_random_uuid(), t)`,
  'auth.reset_codes': `insert into auth.reset_codes values (n || '@example.com', 'x', 0, t)`,
  'auth.passkey_challenges': `insert into auth.passkey_challenges values (n, null, t)`,
  'auth.attempts': `insert into auth.attempts values (n, 1, t)`,
  'auth.signing_keys': `insert into auth.signing_keys values (gen_random_uuid(), '{}', now(), t)`,
  'auth.session': `insert into auth.session ("expiresAt", token, "updatedAt", "userId") values (t, n, now(), '${person}')`,
}

/** Three rows that expired a second ago, and one that expires in an hour. */
async function insertRows({ table, keptFor }: (typeof expiringTables)[number]): Promise<void> {
  const sample = inserts[`${table} ${keptFor}`]
  const insert = sample ?? (inserts[table] as string)
  // A notification needs a crud of its own, because one person likes a crud once.
  const crud = `insert into activities (user_uuid, sealed, expires_at)
    select uuid, unsealed('liked'), now() + interval '2 hours' from users where handle = 'worf' returning uuid`
  for (const [n, due] of ['+ 1 hour', '- 1 second', '- 1 second', '- 1 second'].entries()) {
    const statement = insert.replace(/\bt\b/g, `(now() + '${due}'::interval)`).replace(/\bn\b/g, `'${n}'`)
    const needsCrud = table === 'public.notifications' && !sample
    const withs = `with worf as (select uuid from users where handle = 'worf'),
      data as (select uuid from users where handle = 'data')`
    const { rows } = needsCrud ? await sql<{ uuid: string }>`${sql.raw(crud)}`.execute(db) : { rows: [] }
    const withCrud = needsCrud ? `${withs}, a as (select '${rows[0]?.uuid}'::uuid as uuid)` : withs
    await sql.raw(`${withCrud} ${statement}`).execute(db)
  }
}

const count = async (table: string) => {
  const { rows } = await sql<{ count: number }>`select count(*) as count from ${sql.table(table)}`.execute(db)
  return rows[0]?.count
}

describe.each(expiringTables)('$table', (expiring) => {
  it('loses what has expired, in batches, and nothing else', async () => {
    await insertRows(expiring)
    const before = (await count(expiring.table)) as number
    expect(await deleteExpiredRows(db, expiring, 2)).toBe(2)
    expect(await deleteExpiredRows(db, expiring, 2)).toBe(1)
    expect(await deleteExpiredRows(db, expiring, 2)).toBe(0)
    expect(await count(expiring.table)).toBe(before - 3)
  })
})

it('a deleted account is remembered until everybody has forgotten the person', async () => {
  await sql`insert into deleted_accounts (sub, finished, user_uuid, expires_at) values
    (gen_random_uuid(), false, null, now()), (gen_random_uuid(), true, gen_random_uuid(), now())`.execute(db)
  const deletedAccounts = expiringTables.find(({ table }) => table === 'public.deleted_accounts')
  expect(await deleteExpiredRows(db, deletedAccounts as (typeof expiringTables)[number], 10)).toBe(0)
})

/** Tables with an expiry column that somebody else takes care of, with the reason. */
const erasedElsewhere: Record<string, string> = {
  'public.messages': 'by the message store',
  'public.message_groups': 'by the message store',
  'public.message_keys': 'by the message store',
  'auth.verification': 'a table of better-auth that stays empty',
}

it('every table with an expiry column is erased', async () => {
  const { rows } = await sql<{ name: string }>`
    select table_schema || '.' || table_name as name from information_schema.columns
      join information_schema.tables using (table_schema, table_name)
    where table_schema in ('public', 'auth') and table_type = 'BASE TABLE'
      and column_name in ('expires_at', 'expiresAt')`.execute(db)
  const known = [...expiringTables.map(({ table }) => table), ...Object.keys(erasedElsewhere)]
  expect(rows.length).toBeGreaterThan(5)
  expect(rows.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([])
})
