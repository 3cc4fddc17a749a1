import type { Db } from '@cruddur/storage/postgres'
import { type CryptoKey, importJWK } from 'jose'
import type { PublicKey } from '../identity.port.ts'
import { selectSigningKeys } from './signing-keys.store.ts'

/** Milliseconds between two readings at the least, however many unknown keys are asked for. */
const pause = 1_000

/** Milliseconds after which known keys are read again, so that one that was withdrawn is forgotten. */
const maxAge = 5 * 60_000

type Known = { publicKey: PublicKey; key: CryptoKey }

/**
 * The public keys of all servers on this database, read when an unknown one turns up: a token that another server signed
 * a moment ago is good here at once, and a known key costs no query.
 */
export function createKeyRing(db: Db) {
  let known = new Map<string, Known>()
  let readAt = Number.NEGATIVE_INFINITY
  let reading: Promise<void> | undefined

  async function read(): Promise<void> {
    const wait = readAt + pause - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    readAt = performance.now()
    const keys = await selectSigningKeys(db)
    known = new Map(await Promise.all(keys.map(imported)))
  }

  /** All who ask at once share one reading. */
  function reread(): Promise<void> {
    reading ??= read().finally(() => {
      reading = undefined
    })
    return reading
  }

  return {
    has: (kid: string): boolean => known.has(kid),

    /** Makes known a key that is in the database by now. */
    async add(publicKey: PublicKey): Promise<void> {
      const entry = await imported(publicKey)
      // A reading that has begun before would put it out again.
      await reading?.catch(() => {})
      known.set(...entry)
    },

    async find(kid: string): Promise<CryptoKey | null> {
      if (!/^[0-9a-f-]{36}$/.test(kid)) return null
      // While the database is away, known keys stay good.
      if (!known.has(kid)) await reread()
      else if (performance.now() - readAt > maxAge) void reread().catch(() => {})
      return known.get(kid)?.key ?? null
    },

    /** All of them, as of five seconds ago at the most. */
    async publicKeys(): Promise<PublicKey[]> {
      if (performance.now() - readAt > 5 * pause) await reread()
      return [...known.values()].map(({ publicKey }) => publicKey)
    },
  }
}

export type KeyRing = ReturnType<typeof createKeyRing>

const imported = async (publicKey: PublicKey): Promise<[string, Known]> => [
  publicKey.kid,
  { publicKey, key: (await importJWK(publicKey, 'RS256')) as CryptoKey },
]
