import type { Db } from '@cruddur/storage/postgres'
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose'
import { insertPushKey, selectPushKey } from './push-keys.store.ts'

/** Push services accept 24 hours at most (RFC 8292, 2). */
const validity = '12h'

export type PushKeys = {
  /** What browsers subscribe with: a point of P-256, uncompressed, as base64url. */
  publicKey(): Promise<string>
  /** The `Authorization` header of a request to a push service (RFC 8292). */
  authorizationFor(endpoint: string): Promise<string>
}

/**
 * The key pair that all servers share. The first that needs it makes it.
 *
 * @param contact where a push service can reach the operator: an https or mailto URL
 */
export function createPushKeys(db: Db, contact: string | undefined): PushKeys {
  let known: Promise<JWK> | undefined

  function read(): Promise<JWK> {
    known ??= readOrMake(db).catch((error) => {
      known = undefined
      throw error
    })
    return known
  }

  async function publicKey(): Promise<string> {
    const { x = '', y = '' } = await read()
    return Buffer.concat([Buffer.from([4]), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]).toString(
      'base64url',
    )
  }

  return {
    publicKey,
    async authorizationFor(endpoint) {
      const token = await new SignJWT(contact ? { sub: contact } : {})
        .setProtectedHeader({ typ: 'JWT', alg: 'ES256' })
        .setAudience(new URL(endpoint).origin)
        .setExpirationTime(validity)
        .sign(await importJWK(await read(), 'ES256'))
      return `vapid t=${token}, k=${await publicKey()}`
    },
  }
}

async function readOrMake(db: Db): Promise<JWK> {
  const stored = await selectPushKey(db)
  if (stored) return stored
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  await insertPushKey(db, await exportJWK(privateKey))
  // Another server may have been first.
  return (await selectPushKey(db)) as JWK
}
