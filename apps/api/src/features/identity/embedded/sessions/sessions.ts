import { AppError } from '@cruddur/contract/app-error'
import type { Db } from '@cruddur/storage/postgres'
import type { IssuedTokens } from '../../identity.port.ts'
import { hashRefreshToken, newRefreshToken, type TokenHashes } from '../../sessions/refresh-token.ts'
import { rotate } from '../../sessions/rotation.ts'
import { accessTokenLifetime, type IssueAccessToken } from '../tokens/access-tokens.ts'
import * as store from './sessions.store.ts'

/**
 * Sessions in better-auth's table, by the database's clock alone. Each refresh replaces the refresh token. A replaced token
 * that comes back after a grace was copied, so it ends the session for everybody who holds a token of it.
 */
export function createSessions(db: Db, issue: IssueAccessToken) {
  async function issueTokens(refreshToken: string, session: store.StoredSession): Promise<IssuedTokens> {
    const { id, sub, signedInAt, expiresIn } = session
    return {
      sub,
      accessToken: await issue({ sub, sessionId: id, signedInAt: new Date(signedInAt * 1000) }),
      expiresIn: accessTokenLifetime,
      refreshToken,
      refreshExpiresIn: expiresIn,
    }
  }

  async function start(sub: string, device: string): Promise<IssuedTokens> {
    const refreshToken = newRefreshToken()
    const hashes = hashRefreshToken(refreshToken) as TokenHashes
    try {
      return await issueTokens(refreshToken, await store.insertSession(db, { sub, device, ...hashes }))
    } catch (error) {
      // The account was deleted since the password was checked.
      if ((error as { code?: string }).code === '23503') throw new AppError('generic_401')
      throw error
    }
  }

  async function refresh(refreshToken: string): Promise<IssuedTokens> {
    const hashes = hashRefreshToken(refreshToken)
    const next = hashes && (await db.transaction().execute((transaction) => replace(transaction, refreshToken, hashes)))
    if (!next) throw new AppError('generic_401')
    return issueTokens(next.refreshToken, next.session)
  }

  return {
    start,
    refresh,

    /** The session of a refresh token, or null. */
    async findId(refreshToken: string): Promise<string | null> {
      const hashes = hashRefreshToken(refreshToken)
      return hashes && store.selectSessionId(db, hashes)
    },

    /** Ends the session of a refresh token. */
    async end(refreshToken: string): Promise<void> {
      const hashes = hashRefreshToken(refreshToken)
      if (hashes) await store.deleteSessionOfToken(db, hashes)
    },

    /** Ends every session of the owner of a refresh token. */
    async endAllOfOwner(refreshToken: string): Promise<void> {
      const hashes = hashRefreshToken(refreshToken)
      if (hashes) await store.deleteSessionsOfOwner(db, hashes)
    },
  }
}

export type Sessions = ReturnType<typeof createSessions>

/** The token that follows, and its session. Null if the token is not valid; a token that was used before ends the session. */
async function replace(
  transaction: Db,
  refreshToken: string,
  hashes: TokenHashes,
): Promise<{ refreshToken: string; session: store.StoredSession } | null> {
  const locked = await store.selectSessionForUpdate(transaction, hashes)
  if (!locked) return null
  const rotation = rotate(refreshToken, hashes, locked)
  if (!rotation) {
    await store.deleteSessionById(transaction, locked.id)
    return null
  }
  const session = rotation.replaced
    ? await store.updateSessionToken(transaction, locked.id, rotation.replaced)
    : await store.updateSession(transaction, locked.id)
  return session && { refreshToken: rotation.refreshToken, session }
}
