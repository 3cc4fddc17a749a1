import { randomUUID } from 'node:crypto'
import type { Db } from '@cruddur/storage/postgres'
import { type CryptoKey, exportJWK, generateKeyPair } from 'jose'
import type { PublicKey } from '../../identity.port.ts'
import type { KeyRing } from './key-ring.ts'
import { insertSigningKey } from './signing-keys.store.ts'

export type SigningKey = { kid: string; privateKey: CryptoKey }

/** Seconds for which a server signs with a key. Servers accept it for longer, by more than the lifetime of a token. */
const signingPeriod = 12 * 3600
const acceptancePeriod = signingPeriod + 3600

/**
 * The key that this server signs with. It is made when it is first needed, and never leaves this server's memory. Only the
 * public half is stored, so that nobody can sign with what is in the database or in a backup. A new key follows after 12
 * hours, after a restart, and when the row of the old one was deleted to withdraw it.
 */
export function createSigningKeys(db: Db, ring: KeyRing) {
  let key: (SigningKey & { until: number }) | undefined
  let creating: Promise<SigningKey> | undefined

  async function create(): Promise<SigningKey> {
    const { publicKey, privateKey } = await generateKeyPair('RS256', { modulusLength: 2048 })
    const { n = '', e = '' } = await exportJWK(publicKey)
    const published: PublicKey = { kty: 'RSA', kid: randomUUID(), alg: 'RS256', use: 'sig', n, e }
    await insertSigningKey(db, published, acceptancePeriod)
    await ring.add(published)
    key = { kid: published.kid, privateKey, until: Date.now() + signingPeriod * 1000 }
    return key
  }

  /** Changes to a new key. Tokens of the old key stay valid. Callers at the same time get the same new key. */
  function rotate(): Promise<SigningKey> {
    creating ??= create().finally(() => {
      creating = undefined
    })
    return creating
  }

  return {
    rotate,
    async current(): Promise<SigningKey> {
      return key && key.until > Date.now() && ring.has(key.kid) ? key : rotate()
    },
  }
}

export type SigningKeys = ReturnType<typeof createSigningKeys>
