import { randomBytes } from 'node:crypto'
import { hashRefreshToken, successorOf, type TokenHashes } from './refresh-token.ts'

/** What is stored of a session's refresh tokens. */
export type RotatingSession = {
  token: string
  previousToken: string | null
  rotationSalt: string | null
  /** Whether the last rotation is within the grace. */
  isFresh: boolean
}

/** What a refresh makes of the token: it stays, or `replaced` is stored in its place. */
export type Rotation = { refreshToken: string; replaced?: TokenHashes & { salt: string } }

/**
 * The token that follows on a refresh. Within the grace the token stays, so that all tabs end up with the same one.
 *
 * @returns null for a token that was used before: it must have been copied
 */
export function rotate(refreshToken: string, { token }: TokenHashes, session: RotatingSession): Rotation | null {
  const isCurrent = session.token === token
  if (!isCurrent && !(session.previousToken === token && session.isFresh)) return null
  const salt = session.isFresh && session.rotationSalt ? session.rotationSalt : randomBytes(16).toString('base64url')
  const next = isCurrent && session.isFresh ? refreshToken : successorOf(refreshToken, salt)
  if (session.isFresh) return { refreshToken: next }
  return { refreshToken: next, replaced: { ...(hashRefreshToken(next) as TokenHashes), salt } }
}
