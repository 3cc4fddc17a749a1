import { readFileSync } from 'node:fs'
import { AppError } from '@cruddur/contract/app-error'
import { type ConnectOptions, connect, type Db } from '@cruddur/storage/postgres'
import { readConnectionSettings } from './connection-settings.ts'
import { rdsToken } from './rds-token.ts'

/** Milliseconds. Two tries fit into the deadline of a trigger. */
const timeouts = { connectMs: 1_500, statementMs: 1_000, lockMs: 800, answerMs: 1_200 } satisfies ConnectOptions

let kept: Db | undefined

/**
 * Works on the one connection of this process, which is opened for the first event and kept for the next ones. Between events
 * Lambda freezes the process, and a connection that was closed meanwhile still looks open. So if the work fails because of the
 * connection, it is tried once more on a new one: it must be safe to repeat.
 */
export async function withDatabase<Result>(work: (db: Db) => Promise<Result>): Promise<Result> {
  const db = database()
  try {
    return await work(db)
  } catch (error) {
    // Another connection, or none, is kept once the deadline has passed. Then nobody waits for this work.
    if (!isOfConnection(error) || kept !== db) throw error
    dropConnection()
    return work(database())
  }
}

/** Closes the connection, even if a statement still runs on it. The next event opens another. */
export function dropConnection(): void {
  // It may wait for a statement that gets no answer.
  kept?.destroy().catch(() => undefined)
  kept = undefined
}

function database(): Db {
  kept ??= open()
  return kept
}

function open(): Db {
  const settings = readConnectionSettings()
  const options: ConnectOptions = { ...timeouts, max: 1, applicationName: 'cruddur-function' }
  if (settings.kind === 'socket') return connect(settings.url, options)
  const { url, address, region, credentials, caFile } = settings
  return connect(url, {
    ...options,
    signIn: { ca: readFileSync(caFile, 'utf8'), password: async () => rdsToken(address, region, credentials) },
  })
}

/** What the driver says when a connection fails without an error of Node's. */
const unreachable = /timeout|Connection terminated|not queryable/i

/** PostgreSQL's own errors have a severity. Those of class 57P say that it closes the connection. */
export function isOfConnection(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof AppError) return false
  const { severity, code, message } = error as Error & { severity?: string; code?: string }
  if (severity !== undefined) return code?.startsWith('57P') ?? false
  return code !== undefined || unreachable.test(message)
}
