import { openTempKeyRing } from '@cruddur/key-ring/testing/temp-key-ring'
import { sealBatch } from '@cruddur/storage/cruds/seal-plain-cruds'
import { selectIsSealedOnly } from '@cruddur/storage/cruds/sealed-cruds.store'
import { createTestDatabase } from '@cruddur/storage/test-database'
import { sql } from 'kysely'
import { pino } from 'pino'
import { expect, inject, it, onTestFinished } from 'vitest'
import { startSealingPlainCruds } from './seal-plain-cruds.ts'

it('the table is rewritten before the database refuses plain words, also when another server sealed the last of them', {
  timeout: 60_000,
}, async () => {
  const { db, drop } = await createTestDatabase(inject('postgresUrl'))
  const keys = await openTempKeyRing()
  onTestFinished(async () => {
    await keys.close()
    await drop()
  })
  await sql`with author as (
      insert into users (cognito_user_uuid, handle, display_name) values (gen_random_uuid(), 'worf', 'Worf') returning uuid
    )
    insert into activities (user_uuid, sealed, expires_at)
    select uuid, unsealed('stored in plain'), now() + interval '1 hour' from author`.execute(db)
  const file = async () => (await sql`select pg_relation_filepath('activities')`.execute(db)).rows[0]
  const before = await file()
  // A server that stopped after its last batch.
  expect(await sealBatch(db, keys)).toBe(1)
  const stop = startSealingPlainCruds({ db, keys, log: pino({ level: 'silent' }) })
  onTestFinished(stop)
  await expect.poll(() => selectIsSealedOnly(db), { timeout: 45_000 }).toBe(true)
  expect(await file()).not.toEqual(before)
})
