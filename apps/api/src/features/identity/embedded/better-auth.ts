import { randomBytes } from 'node:crypto'
import { createPool } from '@cruddur/storage/postgres'
import { ClosingClient } from '@cruddur/storage/unanswered-queries'
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { PostgresDialect } from 'kysely'
import type pg from 'pg'

/** The migrations have its tables; a test compares them with what the installed version needs. */
export const betterAuthOptions = (pool: pg.Pool, baseURL: string) =>
  ({
    baseURL,
    // better-auth signs its own cookies and links with it. We use neither, so the secret may differ on every server and
    // after every start.
    secret: randomBytes(32).toString('base64url'),
    database: { dialect: new PostgresDialect({ pool }), type: 'postgres', schemaName: 'auth', transaction: true },
    user: { additionalFields: { handle: { type: 'string', required: true, unique: true, input: false } } },
    advanced: { database: { generateId: 'uuid' } },
    telemetry: { enabled: false },
    // It throws its errors and logs them too, with e-mail addresses. We log what is thrown.
    logger: { disabled: true },
  }) as const satisfies BetterAuthOptions

/**
 * better-auth's store of users, accounts and sessions, called in process. Its HTTP endpoints are not mounted.
 *
 * It has a pool of its own, because it needs timestamps as dates, which our own connections return as text.
 */
export async function startBetterAuth(connectionUrl: string, baseURL: string) {
  const pool = createPool(
    connectionUrl,
    { max: 3, applicationName: 'cruddur identity', connectMs: 1_000, statementMs: 2_500, answerMs: 3_000 },
    { Client: ClosingClient },
  )
  const { adapter, internalAdapter } = await betterAuth(betterAuthOptions(pool, baseURL)).$context
  return { adapter, internalAdapter, close: () => pool.end() }
}

export type BetterAuth = Awaited<ReturnType<typeof startBetterAuth>>
