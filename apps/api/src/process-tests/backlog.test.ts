import { createTestDatabase } from '@cruddur/storage/test-database'
import { sql } from 'kysely'
import { expect, inject, it, onTestFinished } from 'vitest'
import { makeTempDir, startServerProcess } from './testing/server-process.ts'

/** A database as it is after the restore of an old dump: with cruds and messages whose time is over. */
async function restoredDatabase() {
  const database = await createTestDatabase(inject('postgresUrl'))
  onTestFinished(database.drop)
  const { db } = database
  const { rows } = await sql<{ uuid: string }>`
    insert into users (cognito_user_uuid, handle, display_name) values (gen_random_uuid(), 'worf', 'Worf')
    returning uuid`.execute(db)
  const user_uuid = rows[0]?.uuid ?? ''
  for (let n = 0; n < 2_500; n += 500) {
    await sql`insert into activities (user_uuid, sealed, created_at, expires_at)
      select ${user_uuid}, unsealed('dead'), now() - interval '3 days', now() - interval '2 days' from generate_series(1, 500)`.execute(
      db,
    )
  }
  await sql`insert into activities (user_uuid, sealed, expires_at)
    values (${user_uuid}, unsealed('alive'), now() + interval '1 hour')`.execute(db)
  const stored = async () => {
    const found = await sql<{ state: string }>`
      select distinct case when expires_at > now() then 'alive' else 'dead' end as state from activities order by state
      `.execute(db)
    return found.rows.map(({ state }) => state)
  }
  return { ...database, stored }
}

it('what expired before the start is erased before the first request is served', async () => {
  const { connectionUrl, stored } = await restoredDatabase()
  expect(await stored()).toEqual(['alive', 'dead'])
  const server = startServerProcess({ env: { DATA_DIR: makeTempDir(), CONNECTION_URL: connectionUrl } })
  const address = await server.ready
  expect((await fetch(`${address}/api/activities/home`)).status).toBe(200)
  expect(await stored()).toEqual(['alive'])
})

it('a server whose backlog takes long listens, is alive, and is ready once it has been erased', async () => {
  const { db, connectionUrl, stored } = await restoredDatabase()
  const statusOf = async (address: string, path: string) => (await fetch(`${address}${path}`)).status
  const server = startServerProcess({ env: { DATA_DIR: makeTempDir(), CONNECTION_URL: connectionUrl } })
  const address = await db.transaction().execute(async (holder) => {
    // The erasure waits for this lock. Reads do not.
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(holder)
    await sql`lock table activities in share row exclusive mode`.execute(holder)
    const address = await server.ready
    expect(await statusOf(address, '/api/health-check')).toBe(200)
    expect(await statusOf(address, '/api/health')).toBe(503)
    expect(await statusOf(address, '/api/activities/home')).toBe(503)
    return address
  })
  await expect.poll(() => statusOf(address, '/api/health'), { timeout: 30_000 }).toBe(200)
  expect(await stored()).toEqual(['alive'])
  expect(await statusOf(address, '/api/activities/home')).toBe(200)
})
