import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '@cruddur/contract/app-error'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyBaseLogger } from 'fastify'
import type { IssuedTokens } from '../../identity.port.ts'
import { hashRefreshToken, newRefreshToken, type TokenHashes } from '../../sessions/refresh-token.ts'
import { type RotatingSession, rotate } from '../../sessions/rotation.ts'
import type { Pool, PoolTokens } from '../pool.ts'
import { seal, unseal } from '../sealed.ts'
import * as store from './sessions.store.ts'

/** Milliseconds for which a sign-in waits at most for tokens that are accepted. */
const maxWaitMs = 3_000

/**
 * Sessions of people who sign in on our pages. The cookie holds a refresh token of ours, which is replaced with every use.
 * Cognito's refresh token is stored, encrypted with the part of ours that stays the same. So the database alone does not
 * give access to a session, and deleting a row ends one.
 */
export function createSessions(db: Db, pool: Pool, log: FastifyBaseLogger) {
  /** Gets tokens that are accepted even if all earlier ones of the person were revoked a moment ago. */
  async function acceptable(tokens: PoolTokens): Promise<PoolTokens> {
    const acceptedFrom = await store.selectAcceptedFrom(db, tokens.sub)
    if (tokens.issuedAt >= acceptedFrom) return tokens
    await sleep(Math.min(maxWaitMs, Math.max(0, acceptedFrom * 1000 - Date.now())))
    const later = await pool.refresh(tokens.refreshToken)
    if (later.issuedAt >= acceptedFrom) return later
    const seconds = acceptedFrom - later.issuedAt
    log.error(
      { seconds },
      "the clocks of Cognito and the database differ: Cognito's new tokens are older than the last sign-out",
    )
    throw new AppError('identity_unavailable')
  }

  function issued(refreshToken: string, session: store.StoredSession, tokens: PoolTokens): IssuedTokens {
    const { accessToken, expiresAt, issuedAt } = tokens
    return {
      sub: session.sub,
      accessToken,
      expiresIn: expiresAt - issuedAt,
      refreshToken,
      refreshExpiresIn: session.expiresIn,
    }
  }

  async function start(given: PoolTokens, device: string): Promise<IssuedTokens> {
    const tokens = await acceptable(given)
    const refreshToken = newRefreshToken()
    const hashes = hashRefreshToken(refreshToken) as TokenHashes
    const session = { ...hashes, ...stateOf(refreshToken, tokens), ...nameOf(tokens), sub: tokens.sub, device }
    return issued(refreshToken, await store.insertSession(db, session), tokens)
  }

  async function refresh(refreshToken: string): Promise<IssuedTokens> {
    const hashes = hashRefreshToken(refreshToken)
    const session = hashes && (await store.selectSession(db, hashes))
    if (!hashes || !session) throw new AppError('generic_401')
    await endIfCopied(refreshToken, hashes, session)
    const tokens = await acceptable(await refreshAtCognito(refreshToken, session))
    const next = await db.transaction().execute((transaction) => replace(transaction, refreshToken, hashes, tokens))
    if (!next) throw new AppError('generic_401')
    return issued(next.refreshToken, next.session, tokens)
  }

  /** @throws AppError `generic_401` for a token that was used before, and ends its session */
  async function endIfCopied(refreshToken: string, hashes: TokenHashes, session: store.StoredSession): Promise<void> {
    if (rotate(refreshToken, hashes, session)) return
    await end(refreshToken)
    throw new AppError('generic_401')
  }

  async function refreshAtCognito(refreshToken: string, session: store.StoredSession): Promise<PoolTokens> {
    try {
      return await pool.refresh(openToken(refreshToken, session.sealedToken))
    } catch (error) {
      // Cognito has ended the session: the person was signed out, disabled or deleted there, or the token is too old.
      if (error instanceof AppError && error.codes.includes('generic_401')) await store.deleteStaleSession(db, session)
      throw error
    }
  }

  /** Ends the session of a refresh token, here and then at Cognito. The row holds our only copy of Cognito's token. */
  async function end(refreshToken: string): Promise<void> {
    const hashes = hashRefreshToken(refreshToken)
    const session = hashes && (await store.selectSession(db, hashes))
    if (!session) return
    await store.deleteSession(db, session)
    await pool.revoke(openToken(refreshToken, session.sealedToken)).catch(() => {})
  }

  return {
    start,
    refresh,
    end,

    /** The session of a refresh token, or null. */
    async findOf(refreshToken: string): Promise<store.StoredSession | null> {
      const hashes = hashRefreshToken(refreshToken)
      return hashes && store.selectSession(db, hashes)
    },

    /** Continues a session with other tokens of Cognito. */
    async continue(refreshToken: string, session: store.StoredSession, tokens: PoolTokens): Promise<void> {
      await store.updateSessionId(db, session.id, { ...stateOf(refreshToken, tokens), ...nameOf(tokens) })
    },
  }
}

export type Sessions = ReturnType<typeof createSessions>

/** The half of a refresh token that stays the same. The database has only its hash. */
const secretOf = (refreshToken: string) => Buffer.from(refreshToken, 'base64url').subarray(0, 16)

const stateOf = (refreshToken: string, tokens: PoolTokens): store.TokenState => ({
  sealedToken: seal(tokens.refreshToken, secretOf(refreshToken), 'refresh token'),
  tokensExpireAt: tokens.expiresAt,
})

const nameOf = ({ sessionId }: PoolTokens) => ({ id: sessionId ?? randomUUID(), isNamed: sessionId !== null })

/** @throws AppError `generic_401` if the row was changed meanwhile */
function openToken(refreshToken: string, sealedToken: string): string {
  const token = unseal(sealedToken, secretOf(refreshToken), 'refresh token')
  if (token === null) throw new AppError('generic_401')
  return token
}

/** Stores the result of a refresh. Null if the session has ended, or its token was replaced, meanwhile. */
async function replace(
  transaction: Db,
  refreshToken: string,
  hashes: TokenHashes,
  tokens: PoolTokens,
): Promise<{ refreshToken: string; session: store.StoredSession } | null> {
  const locked: (RotatingSession & { id: string }) | null = await store.selectSessionForUpdate(transaction, hashes)
  const rotation = locked && rotate(refreshToken, hashes, locked)
  if (!rotation) return null
  const state = stateOf(refreshToken, tokens)
  const session = await store.updateSession(transaction, locked.id, state, rotation.replaced)
  return session && { refreshToken: rotation.refreshToken, session }
}
