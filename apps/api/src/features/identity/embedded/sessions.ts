import { createHash, randomBytes } from 'node:crypto'
import { AppError } from '../../../http/app-error.ts'
import type { IssuedTokens } from '../identity.port.ts'
import type { BetterAuth } from './better-auth.ts'
import { accessTokenLifetime, type IssueAccessToken } from './tokens/access-tokens.ts'

const dayMs = 24 * 3_600_000

/** Milliseconds. A refresh extends a session to 30 days from now, and to 180 days from its start at most. */
const sessionLifetimeMs = { unused: 30 * dayMs, total: 180 * dayMs }

/** Only this hash is stored, so that nobody can refresh with what is in the table. A random token needs no slow hash. */
export const refreshTokenHash = (refreshToken: string) => createHash('sha256').update(refreshToken).digest('base64url')

const expiryOf = (startedAt: Date) =>
  new Date(Math.min(Date.now() + sessionLifetimeMs.unused, startedAt.getTime() + sessionLifetimeMs.total))

type StoredSession = { id: string; userId: string; createdAt: Date; expiresAt: Date }

/**
 * Sessions as better-auth stores them. A refresh extends the session and keeps its token, so that two tabs that refresh at
 * once, or a lost reply, sign nobody out.
 */
export function createSessions({ internalAdapter }: BetterAuth, issue: IssueAccessToken) {
  async function issueTokens(
    refreshToken: string,
    { id, userId, createdAt, expiresAt }: StoredSession,
  ): Promise<IssuedTokens> {
    return {
      sub: userId,
      accessToken: await issue({ sub: userId, sessionId: id, signedInAt: createdAt }),
      expiresIn: accessTokenLifetime,
      refreshToken,
      refreshExpiresIn: Math.floor((expiresAt.getTime() - Date.now()) / 1000),
    }
  }

  async function find(refreshToken: string): Promise<StoredSession | null> {
    const session = (await internalAdapter.findSession(refreshTokenHash(refreshToken)))?.session
    return session && session.expiresAt > new Date() ? session : null
  }

  return {
    async start(sub: string): Promise<IssuedTokens> {
      const refreshToken = randomBytes(32).toString('base64url')
      const values = { token: refreshTokenHash(refreshToken), expiresAt: expiryOf(new Date()) }
      // The last argument makes better-auth take our token and expiry instead of its own.
      try {
        const session = await internalAdapter.createSession(sub, false, values, true)
        return await issueTokens(refreshToken, session)
      } catch (error) {
        // The account was deleted since the password was checked.
        if ((error as { code?: string }).code === '23503') throw new AppError('generic_401')
        throw error
      }
    },

    async refresh(refreshToken: string): Promise<IssuedTokens> {
      const session = await find(refreshToken)
      const expiresAt = session && expiryOf(session.createdAt)
      // No row is updated if the session has ended since it was read.
      const extended = expiresAt && (await internalAdapter.updateSession(refreshTokenHash(refreshToken), { expiresAt }))
      if (!session || !extended) throw new AppError('generic_401')
      return issueTokens(refreshToken, { ...session, expiresAt })
    },

    async end(refreshToken: string): Promise<void> {
      await internalAdapter.deleteSession(refreshTokenHash(refreshToken))
    },

    async endAllOf(sub: string): Promise<void> {
      await internalAdapter.deleteUserSessions(sub)
    },

    async ownerOf(refreshToken: string): Promise<string | null> {
      return (await find(refreshToken))?.userId ?? null
    },
  }
}

export type Sessions = ReturnType<typeof createSessions>
