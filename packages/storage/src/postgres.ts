import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import { PlanKeepingClient } from './kept-plans.ts'
import { withSessionSettings } from './session-settings.ts'

/** The database, or a transaction on it: a store takes either and cannot tell. Queries are written with Kysely's `sql`. */
export type Db = Kysely<unknown>

export type ConnectOptions = {
  /** Most connections held at once. */
  max?: number
  /** Shown in `pg_stat_activity`. */
  applicationName?: string
  /** Called when a connection breaks, as at a restart of the database. The pool replaces it by itself. */
  onConnectionError?: (error: Error) => void
}

/** How long things may take, in milliseconds. A request that waits longer is better refused than kept. */
const timeouts = { connect: 5_000, statement: 10_000, lock: 5_000, idleInTransaction: 10_000 }

/**
 * Instants leave as the wire writes them, ISO 8601 with milliseconds in UTC, and whole numbers as numbers: a typed
 * result is an unchecked cast, so what the driver makes of a column is settled here once.
 */
const parsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString()],
  [pg.types.builtins.INT8, Number],
])

const poolOptions = (connectionUrl: string, options: ConnectOptions = {}): pg.PoolConfig => ({
  connectionString: withSessionSettings(connectionUrl),
  max: options.max ?? 10,
  application_name: options.applicationName ?? 'cruddur',
  connectionTimeoutMillis: timeouts.connect,
  statement_timeout: timeouts.statement,
  lock_timeout: timeouts.lock,
  idle_in_transaction_session_timeout: timeouts.idleInTransaction,
  keepAlive: true,
})

/**
 * A pool that outlives broken connections. Without listeners an error on a connection that is idle, or lent but between
 * two statements, would end the process.
 */
export function createPool(connectionUrl: string, options: ConnectOptions = {}, config: pg.PoolConfig = {}): pg.Pool {
  const pool = new pg.Pool({ ...poolOptions(connectionUrl, options), ...config })
  const listener = options.onConnectionError ?? (() => {})
  pool.on('error', listener)
  pool.on('connect', (client) => client.on('error', listener))
  return pool
}

/** Opens a pool on a PostgreSQL. Nothing is connected until the first query. End it with `db.destroy()`. */
export function connect(connectionUrl: string, options: ConnectOptions = {}): Db {
  const pool = createPool(connectionUrl, options, {
    Client: PlanKeepingClient,
    types: {
      // biome-ignore lint/suspicious/noExplicitAny: the driver's own signature
      getTypeParser: (oid: number, format?: any) => parsers.get(oid) ?? pg.types.getTypeParser(oid, format),
    },
  })
  return new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
}
