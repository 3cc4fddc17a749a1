import { randomBytes } from 'node:crypto'
import { createPool } from '@cruddur/storage/postgres'
import { ClosingClient } from '@cruddur/storage/unanswered-queries'
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { PostgresDialect } from 'kysely'
import type pg from 'pg'

/** Its tables are in the migration 002-identity.sql; a test compares. */
export const betterAuthOptions = (pool: pg.Pool, baseURL: string) =>
  ({
    baseURL,
    // It signs better-auth's own cookies and links, none of which we use: what we keep does not depend on it, so that
    // no secret has to be shared between servers, or to outlive one.
    secret: randomBytes(32).toString('base64url'),
    database: { dialect: new PostgresDialect({ pool }), type: 'postgres', schemaName: 'auth', transaction: true },
    user: { additionalFields: { handle: { type: 'string', required: true, unique: true, input: false } } },
    advanced: { database: { generateId: 'uuid' } },
    telemetry: { enabled: false },
    // It throws what it can't do, and would log what it throws, addresses and all.
    logger: { disabled: true },
  }) as const satisfies BetterAuthOptions

/**
 * better-auth's store of users, accounts and sessions, called in process. Its HTTP endpoints are not mounted.
 *
 * It has a pool of its own: it wants instants as dates, which our own connections read as text.
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
