import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { connect } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { vi } from 'vitest'

const file = new URL('../../role.sql', import.meta.url)

/**
 * Makes the role of `role.sql` under a name of its own, because all databases of a server share their roles.
 *
 * @param connectionUrl a database of the server of the tests
 * @returns the address by which the role reaches the database. `drop` must come before that of the database
 */
export async function createFunctionRole(connectionUrl: string) {
  const name = `functions_${randomBytes(6).toString('hex')}`
  // The owner of the database may make no roles.
  const admin = connect(asUser(connectionUrl, 'postgres'), { max: 1 })
  await sql.raw(readFileSync(file, 'utf8').replaceAll('cruddur_functions', name)).execute(admin)
  return {
    url: asUser(connectionUrl, name),
    async endConnections(): Promise<void> {
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = ${name}`.execute(admin)
    },
    async drop(): Promise<void> {
      await sql.raw(`drop owned by ${name}; drop role ${name}`).execute(admin)
      await admin.destroy()
      await sessionsEnded(connectionUrl)
    },
  }
}

/** A session ends a moment after its connection. The owner of a database cannot drop it while an administrator has one there. */
async function sessionsEnded(connectionUrl: string): Promise<void> {
  const owner = connect(connectionUrl, { max: 1 })
  try {
    await vi.waitFor(async () => {
      const { rows } =
        await sql`select from pg_stat_activity where datname = current_database() and usename <> user`.execute(owner)
      if (rows.length > 0) throw new Error('sessions of others are still there')
    }, 10_000)
  } finally {
    await owner.destroy()
  }
}

function asUser(connectionUrl: string, user: string): string {
  const url = new URL(connectionUrl)
  url.username = user
  return url.href
}
