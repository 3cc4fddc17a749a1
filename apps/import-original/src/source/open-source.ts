import { randomInt } from 'node:crypto'
import { type TlsOptions, tlsOptions } from '@cruddur/storage/database-tls'
import type { Db } from '@cruddur/storage/postgres'
import { StartupError } from '@cruddur/storage/startup-error'
import { sql } from 'kysely'
import pg from 'pg'
import { databaseProblem } from '../../../api/src/database/database-check.ts'
import type { OriginalCounts, OriginalCrud, OriginalPerson } from './original-rows.ts'
import { columnsQuery, countsQuery, crudsQuery, isLockedQuery, neededColumns, peopleQuery } from './queries.ts'

const connectTimeoutMs = 6_000

export type Source = {
  counts: OriginalCounts
  /** Oldest first. Only one of `people` and `cruds` may be read at a time. */
  people(): AsyncIterable<OriginalPerson[]>
  /** Cruds before the replies to them. All of one batch have the same depth. */
  cruds(): AsyncIterable<OriginalCrud[]>
  close(): Promise<void>
}

/**
 * The first Cruddur's database in one read-only transaction, which sees it as it was when it began.
 *
 * @param target the database that is written to
 *
 * @throws StartupError(--from) if its sslmode is unsafe, if it cannot be reached, is the target, or is not the first Cruddur's
 */
export async function openSource(url: string, target: Db, batch: number): Promise<Source> {
  // An older PostgreSQL may not know all settings of PGOPTIONS, so settings are made by statements.
  const client = new pg.Client({ ...protectedBy(url), connectionTimeoutMillis: connectTimeoutMs })
  client.on('error', () => {})
  const where = `${client.database} on ${client.host}:${client.port}`
  try {
    await client.connect()
    await client.query(`set timezone = 'UTC'; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0`)
    await client.query('begin isolation level repeatable read read only')
    if (await isSame(client, target)) throw new StartupError('--from', `${where} is the database to be written to`)
    await checkColumns(client, where)
    const { rows } = await client.query<OriginalCounts>(countsQuery)
    return {
      counts: rows[0] as OriginalCounts,
      people: () => batches<OriginalPerson>(client, peopleQuery, batch),
      cruds: () => byDepth(batches<OriginalCrud>(client, crudsQuery, batch)),
      close: () => client.end(),
    }
  } catch (error) {
    await client.end().catch(() => {})
    throw error instanceof StartupError ? error : databaseProblem(error, where, '--from')
  }
}

/** By the rules of CONNECTION_URL, whatever PGSSLMODE says. */
function protectedBy(url: string): TlsOptions {
  try {
    return tlsOptions(url)
  } catch (error) {
    const { message } = error as Error
    const problem = error instanceof StartupError ? message.replace(/^[^:]*: /, '') : message
    throw new StartupError('--from', problem, { cause: error })
  }
}

/** Two URLs can lead to one database. Then a lock that is taken through one is visible through the other. */
async function isSame(source: pg.Client, target: Db): Promise<boolean> {
  const number = [randomInt(2 ** 31), randomInt(2 ** 31)] as const
  return target.connection().execute(async (connection) => {
    await sql`select pg_advisory_lock(${number[0]}::integer, ${number[1]}::integer)`.execute(connection)
    try {
      return (await source.query(isLockedQuery, [...number])).rows.length > 0
    } finally {
      await sql`select pg_advisory_unlock(${number[0]}::integer, ${number[1]}::integer)`.execute(connection)
    }
  })
}

async function checkColumns(client: pg.Client, where: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(columnsQuery)
  const found = new Set(rows.map(({ name }) => name))
  const missing = neededColumns.filter((name) => !found.has(name))
  if (missing.length === 0) return
  throw new StartupError('--from', `${where} is not the database of the first Cruddur: it has no ${missing.join(', ')}`)
}

async function* batches<Row extends object>(client: pg.Client, query: string, size: number): AsyncGenerator<Row[]> {
  await client.query(`declare batches no scroll cursor for ${query}`)
  for (;;) {
    const { rows } = await client.query<Row>(`fetch ${size} from batches`)
    if (rows.length === 0) break
    yield rows
  }
  await client.query('close batches')
}

async function* byDepth(source: AsyncIterable<OriginalCrud[]>): AsyncGenerator<OriginalCrud[]> {
  for await (const rows of source) yield* Map.groupBy(rows, ({ depth }) => depth).values()
}
