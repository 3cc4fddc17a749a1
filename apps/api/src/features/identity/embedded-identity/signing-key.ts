import { randomUUID } from 'node:crypto'
import type { Db } from '@cruddur/storage/postgres'
import { type CryptoKey, exportJWK, generateKeyPair } from 'jose'
import type { PublicKey } from '../identity.port.ts'
import type { KeyRing } from './key-ring.ts'
import { insertSigningKey } from './signing-keys.store.ts'

export type SigningKey = { kid: string; privateKey: CryptoKey }

/** Seconds for which a server signs with a key, and for which others go on to accept it: longer by more than a token lives. */
const signsFor = 12 * 3600
const acceptedFor = signsFor + 3600

/**
 * The key that this server signs with: its own, made when it is first needed, and never outside its memory. Only the
 * public half is stored, so neither the database nor a backup of it lets anybody sign. A new one follows after 12 hours,
 * after a restart, and when the old one was withdrawn by deleting its row.
 */
export function createSigningKeys(db: Db, ring: KeyRing) {
  let key: (SigningKey & { until: number }) | undefined
  let making: Promise<SigningKey> | undefined

  async function make(): Promise<SigningKey> {
    const { publicKey, privateKey } = await generateKeyPair('RS256', { modulusLength: 2048 })
    const { n = '', e = '' } = await exportJWK(publicKey)
    const published: PublicKey = { kty: 'RSA', kid: randomUUID(), alg: 'RS256', use: 'sig', n, e }
    await insertSigningKey(db, published, acceptedFor)
    await ring.add(published)
    key = { kid: published.kid, privateKey, until: Date.now() + signsFor * 1000 }
    return key
  }

  /** Signs with a new key from now on. Tokens that were signed before stay good. All who ask at once get the same. */
  function rotate(): Promise<SigningKey> {
    making ??= make().finally(() => {
      making = undefined
    })
    return making
  }

  return {
    rotate,
    async current(): Promise<SigningKey> {
      return key && key.until > Date.now() && ring.has(key.kid) ? key : rotate()
    },
  }
}

export type SigningKeys = ReturnType<typeof createSigningKeys>
