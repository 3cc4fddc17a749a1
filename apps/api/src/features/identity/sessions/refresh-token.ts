import { createHash, createHmac, randomBytes } from 'node:crypto'

/** A refresh token is 32 bytes: the first half names its session's family, the second half changes with every use. */
const halfLength = 16

/** What is stored of a refresh token. A random token needs no slow hash. */
export type TokenHashes = { family: string; token: string }

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('base64url')

export const newRefreshToken = (): string => randomBytes(2 * halfLength).toString('base64url')

/** The hashes of a refresh token, or null for a text that cannot be one. */
export function hashRefreshToken(refreshToken: string): TokenHashes | null {
  const bytes = Buffer.from(refreshToken, 'base64url')
  if (bytes.length !== 2 * halfLength) return null
  return {
    family: sha256(bytes.subarray(0, halfLength)),
    token: createHash('sha256').update(refreshToken).digest('base64url'),
  }
}

/**
 * The token that replaces another. It is derived, so that two tabs which present the same token at once get the same
 * successor, though no token is stored. The salt makes the database necessary, and the old token is the key: neither is
 * enough alone.
 */
export function successorOf(refreshToken: string, salt: string): string {
  const bytes = Buffer.from(refreshToken, 'base64url')
  const fresh = createHmac('sha256', bytes).update(salt).digest().subarray(0, halfLength)
  return Buffer.concat([bytes.subarray(0, halfLength), fresh]).toString('base64url')
}
