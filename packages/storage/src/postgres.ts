import { Kysely, type KyselyConfig, PostgresDialect } from 'kysely'
import pg from 'pg'
import { parseIntoClientConfig } from 'pg-connection-string'
import { instantOf } from './instants.ts'
import { driverOptions, withSessionSettings } from './session-settings.ts'
import { ClosingClient } from './unanswered-queries.ts'

/** The database or a transaction on it: stores take both. Queries are written with Kysely's `sql`. */
export type Db = Kysely<unknown>

/** Sees every statement that is sent. */
export type ObserveStatements = Required<Pick<KyselyConfig, 'plugins' | 'log'>>

export type ConnectOptions = {
  /** Maximum number of connections. */
  max?: number
  /** Milliseconds to wait for a free connection. */
  connectMs?: number
  /** Milliseconds after which PostgreSQL cancels a statement. */
  statementMs?: number
  /** Milliseconds after which PostgreSQL ends a wait for a lock. */
  lockMs?: number
  /** Milliseconds after which a query that got no answer, from a database that stalls, is given up with its connection. */
  answerMs?: number
  /** Shown in `pg_stat_activity`. */
  applicationName?: string
  /** Makes a password for each connection, if the URL has none. Requires TLS. */
  signIn?: {
    password: () => Promise<string>
    /** CA certificates in PEM. One of them must have signed the server's. */
    ca: string
  }
  /** Called when a connection breaks, as when the database restarts. The pool replaces it. */
  onConnectionError?: (error: Error) => void
  observeStatements?: ObserveStatements | undefined
}

/** After these times, in milliseconds, an error is better than more waiting. */
const timeoutsMs = { connect: 5_000, statement: 10_000, lock: 5_000, idleInTransaction: 10_000 }

/**
 * Instants become ISO 8601 in UTC with milliseconds, as the contract has them, and bigint becomes a number. The row types of
 * the stores are casts that nothing checks, so the form of each column type is decided in this one place.
 */
const parsers = new Map<number, (text: string) => unknown>([
  [pg.types.builtins.TIMESTAMPTZ, instantOf],
  [pg.types.builtins.INT8, Number],
])

const poolOptions = (connectionUrl: string, options: ConnectOptions = {}): pg.PoolConfig => ({
  ...addressOf(connectionUrl, options.signIn),
  max: options.max ?? 10,
  application_name: options.applicationName ?? 'cruddur',
  connectionTimeoutMillis: options.connectMs ?? timeoutsMs.connect,
  statement_timeout: options.statementMs ?? timeoutsMs.statement,
  answerMs: options.answerMs,
  lock_timeout: options.lockMs ?? timeoutsMs.lock,
  idle_in_transaction_session_timeout: timeoutsMs.idleInTransaction,
  keepAlive: true,
})

/** The driver lets an address go before all else, so what it has no words for can only join its parts. */
function addressOf(connectionUrl: string, signIn: ConnectOptions['signIn']): pg.PoolConfig {
  if (!signIn) return driverOptions(connectionUrl)
  const address = parseIntoClientConfig(withSessionSettings(connectionUrl))
  return { ...address, password: signIn.password, ssl: { ca: signIn.ca } }
}

/**
 * A pool that survives broken connections. Without the listeners, an error on a connection that runs no statement would end
 * the process.
 */
export function createPool(connectionUrl: string, options: ConnectOptions = {}, config: pg.PoolConfig = {}): pg.Pool {
  const pool = new pg.Pool({ ...poolOptions(connectionUrl, options), ...config })
  const listener = options.onConnectionError ?? (() => {})
  pool.on('error', listener)
  pool.on('connect', (client) => client.on('error', listener))
  return pool
}

/** Opens a pool. It connects at the first query. Close it with `db.destroy()`. */
export function connect(connectionUrl: string, options: ConnectOptions = {}): Db {
  const pool = createPool(connectionUrl, options, {
    Client: ClosingClient,
    types: {
      // biome-ignore lint/suspicious/noExplicitAny: the driver's own signature
      getTypeParser: (oid: number, format?: any) => parsers.get(oid) ?? pg.types.getTypeParser(oid, format),
    },
  })
  const db: Db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }), ...options.observeStatements })
  pools.set(db, pool)
  return db
}

export type PoolUsage = { max: number; inUse: number; idle: number; waiting: number }

const pools = new WeakMap<Db, pg.Pool>()

/** How many connections the pool of `connect` has, and how many statements and transactions wait for one. */
export function poolUsage(db: Db): PoolUsage {
  const pool = pools.get(db)
  if (!pool) throw new Error('only what connect() returned has a pool')
  const { totalCount, idleCount: idle, waitingCount: waiting } = pool
  return { max: pool.options.max, inUse: totalCount - idle, idle, waiting }
}
