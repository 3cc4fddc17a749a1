import type { Db } from '@cruddur/storage/postgres'
import { createTokenVerifier } from '../../tokens/verify-token.ts'
import { createAccessTokens } from './access-tokens.ts'
import { createKeyRing } from './key-ring.ts'
import { createSigningKeys } from './signing-keys.ts'

const clientId = 'cruddur-web'

/** Issues and verifies access tokens with the keys of all servers on a database. */
export function createTokens({ db, issuer }: { db: Db; issuer: string }) {
  const ring = createKeyRing(db)
  const keys = createSigningKeys(db, ring)
  return {
    issue: createAccessTokens({ issuer, clientId, keys }),
    verify: createTokenVerifier([{ issuer, clientId, keys: ring }]),
    async publicKeys() {
      // The list must never be empty: a verifier that is being set up expects a key.
      await keys.current()
      return ring.publicKeys()
    },
    async rotateKey(): Promise<void> {
      await keys.rotate()
    },
  }
}
