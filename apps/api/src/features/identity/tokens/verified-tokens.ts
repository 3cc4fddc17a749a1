import { hash } from 'node:crypto'
import type { CryptoKey } from 'jose'
import type { Caller } from '../../../http/caller.ts'

/** The public keys of an issuer. */
export type TrustedKeys = {
  /** The key with an id, if it is in memory. When it was read long ago, all are read again meanwhile. */
  known(kid: string): CryptoKey | undefined
  /** The key with an id, which is read if it is not in memory, or null. */
  find(kid: string): Promise<CryptoKey | null>
}

/** A token whose signature and claims were found good. */
export type VerifiedToken = {
  caller: Caller
  /** The id of the key that signed it, and the key itself at that time. */
  kid: string
  key: CryptoKey
  /** Where that key must still be. */
  keys: Pick<TrustedKeys, 'known'>
  /** Milliseconds since 1970 from which on it must be verified anew. */
  until: number
}

/** Access tokens of a quarter of an hour, of as many people as use one server at once. About 5 MB. */
const maxTokens = 10_000

/**
 * Tokens that were verified, so that the requests of a session need no signature checked: that takes fifty times as long as a
 * look here. Found by their SHA-256, so that no token stays in memory. Whether a session has ended is asked of every
 * request all the same, and so is the key: a key that was withdrawn or read anew ends what it signed.
 */
export function createVerifiedTokens(now: () => number, max = maxTokens) {
  const tokens = new Map<string, VerifiedToken>()
  const digestOf = (token: string) => hash('sha256', token, 'base64')

  return {
    find(token: string): Caller | null {
      const digest = digestOf(token)
      const found = tokens.get(digest)
      if (!found) return null
      if (now() < found.until && found.keys.known(found.kid) === found.key) return found.caller
      tokens.delete(digest)
      return null
    },
    keep(token: string, verified: VerifiedToken): void {
      const [oldest] = tokens.size >= max ? tokens.keys() : []
      if (oldest !== undefined) tokens.delete(oldest)
      tokens.set(digestOf(token), verified)
    },
    size: (): number => tokens.size,
  }
}
