import type { Db } from '@cruddur/storage/postgres'
import { type CryptoKey, importJWK } from 'jose'
import type { PublicKey } from '../../identity.port.ts'
import { selectSigningKeys } from './signing-keys.store.ts'

/** Milliseconds. Two reads are at least this far apart, however many unknown keys are asked for. */
const minReadIntervalMs = 1_000

/** Milliseconds after which known keys are read again, so that a withdrawn key is dropped. */
const maxCacheAgeMs = 5 * 60_000

type KnownKey = { publicKey: PublicKey; key: CryptoKey }

/**
 * The public keys of all servers on this database. An unknown key is looked up, so that a token that another server has
 * just signed is valid here at once. A known key costs no query.
 */
export function createKeyRing(db: Db) {
  let known = new Map<string, KnownKey>()
  let readAt = Number.NEGATIVE_INFINITY
  let reading: Promise<void> | undefined

  async function read(): Promise<void> {
    const wait = readAt + minReadIntervalMs - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    readAt = performance.now()
    const keys = await selectSigningKeys(db)
    known = new Map(await Promise.all(keys.map(importKey)))
  }

  /** Callers at the same time share one read. */
  function reread(): Promise<void> {
    reading ??= read().finally(() => {
      reading = undefined
    })
    return reading
  }

  function knownKey(kid: string): CryptoKey | undefined {
    const found = known.get(kid)
    // Known keys stay valid while the database is unreachable.
    if (found && performance.now() - readAt > maxCacheAgeMs) void reread().catch(() => {})
    return found?.key
  }

  return {
    known: knownKey,
    has: (kid: string): boolean => known.has(kid),

    /** Adds a key that is already in the database. */
    async add(publicKey: PublicKey): Promise<void> {
      const entry = await importKey(publicKey)
      // A read that began before the insert would drop it again.
      await reading?.catch(() => {})
      known.set(...entry)
    },

    async find(kid: string): Promise<CryptoKey | null> {
      const found = knownKey(kid)
      if (found || !/^[0-9a-f-]{36}$/.test(kid)) return found ?? null
      await reread()
      return known.get(kid)?.key ?? null
    },

    /** All keys, at most five seconds old. */
    async publicKeys(): Promise<PublicKey[]> {
      if (performance.now() - readAt > 5 * minReadIntervalMs) await reread()
      return [...known.values()].map(({ publicKey }) => publicKey)
    },
  }
}

export type KeyRing = ReturnType<typeof createKeyRing>

const importKey = async (publicKey: PublicKey): Promise<[string, KnownKey]> => [
  publicKey.kid,
  { publicKey, key: (await importJWK(publicKey, 'RS256')) as CryptoKey },
]
