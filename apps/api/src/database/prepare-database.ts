import { locks } from '@cruddur/storage/locks'
import { migrate } from '@cruddur/storage/migrate'
import { connect } from '@cruddur/storage/postgres'
import { driverOptions } from '@cruddur/storage/session-settings'
import pg from 'pg'

export type Role = { user: string; password: string }

export type Preparation = {
  /** Address of the database with the role that the server will use, without its password. */
  connectionUrl: string
  rolePassword: string
  /** Who may make roles. RDS gives its administrator that, and not the rights of a superuser. */
  administrator: Role
  /**
   * The role of the functions of a user pool, and the statements that make it and grant its rights, if there are such functions.
   * They run each time, because a restored database or a new table has no grants yet, so they must be safe to repeat.
   */
  functions?: { role: string; sql: string }
}

/**
 * Makes a database ready for a server: a role that owns the database and can do nothing beside it, with this password, and
 * all migrations, made as that role. The role owns its tables because the disk sweep rewrites them. Safe to repeat, and for
 * several callers at once.
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

/** One caller at a time. The lock goes with the connection. */
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
  // To give a database away, and to grant rights on its tables, one must be able to become its owner.
  await client.query(`grant ${role} to current_user with set true, inherit true`)
  await client.query(`alter database ${pg.escapeIdentifier(database)} owner to ${role}`)
}

/** The functions sign in with a token of IAM where PostgreSQL knows such tokens. */
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
