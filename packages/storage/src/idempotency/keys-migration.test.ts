import { randomBytes, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, inject, it, onTestFinished } from 'vitest'
import { migrate, readMigrations } from '../migrate.ts'
import { connect, type Db } from '../postgres.ts'
import type { Made } from './idempotency-keys.store.ts'
import { oncePerKey } from './once-per-key.ts'

/** A database of its own, migrated up to a migration, but without it. */
async function databaseBefore(name: string): Promise<Db> {
  const database = `test_${randomBytes(8).toString('hex')}`
  const admin = connect(inject('postgresUrl'), { max: 1 })
  await sql.raw(`create database ${database}`).execute(admin)
  const url = new URL(inject('postgresUrl'))
  url.pathname = `/${database}`
  const db = connect(url.href, { max: 2 })
  onTestFinished(async () => {
    await db.destroy()
    await sql.raw(`drop database ${database} with (force)`).execute(admin)
    await admin.destroy()
  })
  await migrate(
    db,
    (await readMigrations()).filter((migration) => migration.name < name),
  )
  return db
}

it('migration 012 keeps living keys of cruds and of messages', async () => {
  const db = await databaseBefore('012')
  const [one, other, group, message] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
  const expires_at = new Date(Date.now() + 3_600_000).toISOString()
  await sql`insert into users (uuid, cognito_user_uuid, handle, display_name)
    values (${one}, gen_random_uuid(), 'one', 'x'), (${other}, gen_random_uuid(), 'other', 'x')`.execute(db)
  const { rows } = await sql<{ uuid: string }>`insert into activities (user_uuid, message, expires_at)
    values (${one}, 'x', ${expires_at}) returning uuid`.execute(db)
  const crud = rows[0]?.uuid as string
  await sql`insert into message_groups (uuid, one_uuid, other_uuid, last_at, expires_at)
    values (${group}, least(${one}::uuid, ${other}), greatest(${one}::uuid, ${other}), now(), ${expires_at})`.execute(
    db,
  )
  await sql`insert into messages (uuid, group_uuid, user_uuid, message, created_at, expires_at)
    values (${message}, ${group}, ${one}, 'x', now(), ${expires_at})`.execute(db)
  await sql`insert into idempotency_keys values (${one}, 'k', 'f', ${crud}, ${expires_at})`.execute(db)
  await sql`insert into message_keys values (${one}, 'k', 'f', ${message}, ${expires_at})`.execute(db)
  await migrate(db)

  const first = (kind: 'crud' | 'message') =>
    oncePerKey<Made>(
      db,
      { kind, owner: { uuid: one }, key: { key: 'k', fingerprint: 'f' } },
      {
        find: async (_transaction, uuid) => ({ uuid, expires_at }),
        make: () => Promise.reject(new Error('not a retry any more')),
      },
    )
  expect((await first('crud')).uuid).toBe(crud)
  expect((await first('message')).uuid).toBe(message)
  await sql`delete from messages`.execute(db)
  expect((await sql`select kind from idempotency_keys`.execute(db)).rows).toEqual([{ kind: 'crud' }])
})
