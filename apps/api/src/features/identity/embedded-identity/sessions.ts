import { createHash, randomBytes } from 'node:crypto'
import { AppError } from '@cruddur/contract/app-error'
import type { Session } from '../identity.port.ts'
import { accessTokenLifetime, type IssueAccessToken } from './access-tokens.ts'
import type { BetterAuth } from './better-auth.ts'

const day = 24 * 3_600_000

/** Milliseconds. A refresh gives 30 days from now, but no session is older than 180: then the password is asked for. */
const lifetime = { unused: 30 * day, total: 180 * day }

/** What is kept of a refresh token: whoever reads the table can't refresh. It is random enough for a plain hash. */
export const refreshTokenHash = (refreshToken: string) => createHash('sha256').update(refreshToken).digest('base64url')

const endOf = (startedAt: Date) =>
  new Date(Math.min(Date.now() + lifetime.unused, startedAt.getTime() + lifetime.total))

type Stored = { id: string; userId: string; createdAt: Date; expiresAt: Date }

/**
 * Sessions as better-auth keeps them. A refresh extends the session and leaves its token as it is: two tabs that refresh
 * at once, or a reply that gets lost, lock nobody out, and the token never leaves an HttpOnly cookie, where a thief who
 * could read one could read its successor.
 */
export function createSessions({ internalAdapter }: BetterAuth, issue: IssueAccessToken) {
  async function issued(refreshToken: string, { id, userId, createdAt, expiresAt }: Stored): Promise<Session> {
    return {
      sub: userId,
      accessToken: await issue({ sub: userId, sessionId: id, signedInAt: createdAt }),
      expiresIn: accessTokenLifetime,
      refreshToken,
      refreshExpiresIn: Math.floor((expiresAt.getTime() - Date.now()) / 1000),
    }
  }

  async function find(refreshToken: string): Promise<Stored | null> {
    const session = (await internalAdapter.findSession(refreshTokenHash(refreshToken)))?.session
    return session && session.expiresAt > new Date() ? session : null
  }

  return {
    async start(sub: string): Promise<Session> {
      const refreshToken = randomBytes(32).toString('base64url')
      const values = { token: refreshTokenHash(refreshToken), expiresAt: endOf(new Date()) }
      // The last argument lets ours stand in place of a token and an end that it would choose.
      try {
        const session = await internalAdapter.createSession(sub, false, values, true)
        return await issued(refreshToken, session)
      } catch (error) {
        // The account was deleted since the password was looked at.
        if ((error as { code?: string }).code === '23503') throw new AppError('generic_401')
        throw error
      }
    },

    async refresh(refreshToken: string): Promise<Session> {
      const session = await find(refreshToken)
      const expiresAt = session && endOf(session.createdAt)
      // No row is updated when it was ended in between.
      const extended = expiresAt && (await internalAdapter.updateSession(refreshTokenHash(refreshToken), { expiresAt }))
      if (!session || !extended) throw new AppError('generic_401')
      return issued(refreshToken, { ...session, expiresAt })
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
