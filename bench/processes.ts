import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startEmbeddedPostgres } from '@cruddur/embedded-postgres/embedded-postgres'
import { migrate } from '@cruddur/storage/migrate'
import { connect, type Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

export type Process = AsyncDisposable & {
  /** Where it listens. */
  address: string
  /** Sends a message to the process and returns its answer. */
  ask<Answer>(question: object): Promise<Answer>
}

export type Place = { connectionUrl: string; dir: string }
export type BenchDatabase = Place & AsyncDisposable & { db: Db }

/**
 * A PostgreSQL that syncs to disk as in production, in a directory that is deleted with it, unless one is given: that is kept, and
 * what was filled once is used again.
 */
export async function startBenchDatabase(
  seed: (db: Db, place: Place) => Promise<void> = async () => {},
  { dir: kept }: { dir?: string | undefined } = {},
): Promise<BenchDatabase> {
  const dir = kept ? resolve(kept) : await mkdtemp(join(tmpdir(), 'cruddur-bench-'))
  const remove = () => {
    if (!kept) rmSync(dir, { recursive: true, force: true })
  }
  // However this process ends, nothing is left behind.
  process.once('exit', remove)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  const quiet = { info() {}, warn: console.warn, error: console.error }
  const postgres = await startEmbeddedPostgres({ program: 'Cruddur', dataDir: dir, log: quiet })
  const db = connect(postgres.connectionUrl)
  await migrate(db)
  await db.connection().execute(async (connection) => {
    await sql`set statement_timeout = 0`.execute(connection)
    await seed(connection, { connectionUrl: postgres.connectionUrl, dir })
    await sql`vacuum analyze`.execute(connection)
    await sql`checkpoint`.execute(connection).catch(() => {})
    await sql`reset statement_timeout`.execute(connection)
  })
  return {
    db,
    connectionUrl: postgres.connectionUrl,
    dir,
    async [Symbol.asyncDispose](): Promise<void> {
      await db.destroy()
      await postgres.stop()
      remove()
    },
  }
}

/** The server of Cruddur in a process of its own, with further settings if any are given. */
export const startCruddur = ({ connectionUrl, dir }: Place, settings: Record<string, string> = {}): Promise<Process> =>
  start('cruddur-process.ts', { CONNECTION_URL: connectionUrl, DATA_DIR: join(dir, 'server'), ...settings })

/** The same with a PostgreSQL of its own in the directory, which it makes if there is none. */
export const startCruddurAlone = (dir: string): Promise<Process> => start('cruddur-process.ts', { DATA_DIR: dir })

/** The load generator that sends requests when they are due. */
export const startOpenLoop = (): Promise<Process> => start('open-loop-process.ts', {})

/** Node's HTTP server alone, in a process of its own. */
export const startBare = (): Promise<Process> => start('bare-process.ts', {})

async function start(file: string, settings: Record<string, string>): Promise<Process> {
  const child = fork(resolve(import.meta.dirname, file), [JSON.stringify(settings)], {
    execArgv: ['--expose-gc'],
    // Bytes are sent as they are.
    serialization: 'advanced',
    // Standard output would be the lines for CloudWatch.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const ready = await answerOf<{ address: string }>(child)
  return {
    address: ready.address,
    ask: (question) => {
      child.send(question)
      return answerOf(child)
    },
    async [Symbol.asyncDispose]() {
      const exit = once(child, 'exit')
      child.disconnect()
      await exit
    },
  }
}

async function answerOf<Answer>(child: ChildProcess): Promise<Answer> {
  const ended = new AbortController()
  const exit = once(child, 'exit', { signal: ended.signal }).then(() => {
    throw new Error('the process ended')
  })
  exit.catch(() => {})
  try {
    const [answer] = await Promise.race([once(child, 'message'), exit])
    return answer as Answer
  } finally {
    ended.abort()
  }
}
