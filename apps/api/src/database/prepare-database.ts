import { locks } from '@cruddur/storage/locks'
import { migrate } from '@cruddur/storage/migrate'
import { connect } from '@cruddur/storage/postgres'
import { driverOptions } from '@cruddur/storage/session-settings'
import pg from 'pg'

export type Role = { user: string; password: string }

export type Preparation = {
  /** URL of the database with the role that the server will use, without its password. */
  connectionUrl: string
  rolePassword: string
  /** A role that may create roles. RDS's administrator may, without being a superuser. */
  administrator: Role
  /**
   * The role of the functions of a user pool, and the statements that make it and grant its rights, if there are such functions.
   * They run each time, because a restored database or a new table has no grants yet, so they must be safe to repeat.
   */
  functions?: { role: string; sql: string }
}

/**
 * Prepares a database for a server: creates a role with this password that owns the database and has no other rights, and
 * applies all migrations as that role. The role owns its tables because the disk sweep rewrites them. Safe to repeat and to
 * run concurrently.
 *
 * @throws Error of the driver
 */
export async function prepareDatabase(preparation: Preparation): Promise<void> {
  const { connectionUrl, rolePassword, administrator, functions } = preparation
  const { username, pathname } = new URL(connectionUrl)
  const role = { user: decodeURIComponent(username), password: rolePassword }
  const administratorUrl = withRole(connectionUrl, administrator)
  await alone(administratorUrl, (client) => makeOwner(client, decodeURIComponent(pathname.slice(1)), role))
  const db = connect(withRole(connectionUrl, role), { max: 1 })
  await migrate(db).finally(() => db.destroy())
  if (functions) await alone(administratorUrl, (client) => makeFunctionsRole(client, functions))
}

/** One caller at a time. The lock is released with the connection. */
async function alone(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ ...driverOptions(url), connectionTimeoutMillis: 10_000 })
  client.on('error', () => {}) // a connection may report another error after it failed
  try {
    await client.connect()
    await client.query('select pg_advisory_lock($1)', [locks.migrate])
    await work(client)
  } finally {
    await client.end().catch(() => {})
  }
}

async function makeOwner(client: pg.Client, database: string, { user, password }: Role): Promise<void> {
  const role = pg.escapeIdentifier(user)
  if (!(await hasRole(client, user))) await client.query(`create role ${role}`)
  await client.query(`alter role ${role} with login password ${pg.escapeLiteral(password)}`)
  // Changing the owner of a database, and granting rights on its tables, needs membership in the owner's role.
  await client.query(`grant ${role} to current_user with set true, inherit true`)
  await client.query(`alter database ${pg.escapeIdentifier(database)} owner to ${role}`)
}

/** The functions sign in with an IAM token if this PostgreSQL supports it, as on RDS. */
async function makeFunctionsRole(client: pg.Client, { role, sql }: { role: string; sql: string }): Promise<void> {
  await client.query(`begin;\n${sql}\ncommit;`)
  if (await hasRole(client, 'rds_iam')) await client.query(`grant rds_iam to ${pg.escapeIdentifier(role)}`)
}

async function hasRole(client: pg.Client, name: string): Promise<boolean> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [name])
  return rowCount === 1
}

function withRole(connectionUrl: string, { user, password }: Role): string {
  const url = new URL(connectionUrl)
  url.username = encodeURIComponent(user)
  url.password = encodeURIComponent(password)
  return url.href
}
