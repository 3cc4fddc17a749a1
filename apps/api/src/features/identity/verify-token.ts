import { type CryptoKey, decodeJwt, type JWTPayload, jwtVerify } from 'jose'
import type { Caller, VerifyToken } from '../../http/caller.ts'

/** Somebody whose access tokens we believe. */
export type TrustedIssuer = {
  issuer: string
  /** Its name for our application: tokens that it gave to others are not for us. */
  clientId: string
  /** The public key of that id, or null when the issuer has none such. */
  keyOf: (kid: string) => Promise<CryptoKey | null>
}

/** Seconds by which two servers' clocks may differ. */
const clockTolerance = 5

/** Seconds: the longest that Cognito lets an access token live. Also makes jose refuse one that is issued in the future. */
const maxTokenAge = 24 * 3_600

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/**
 * Verifies access tokens as Cognito and the embedded provider issue them. Keys come from the issuer's own list alone:
 * whatever a token says about keys (`jwk`, `jku`, `x5c`) is not looked at, and no issuer's key is good for another's tokens.
 */
export const createTokenVerifier =
  (trusted: readonly TrustedIssuer[]): VerifyToken =>
  async (token) => {
    try {
      const { iss } = decodeJwt(token)
      const found = trusted.find(({ issuer }) => issuer === iss)
      return found ? callerOf(await verifiedPayload(token, found), found) : null
    } catch {
      return null
    }
  }

async function verifiedPayload(token: string, { issuer, keyOf }: TrustedIssuer): Promise<JWTPayload> {
  const keyOfHeader = async ({ kid }: { kid?: string }) => {
    const key = typeof kid === 'string' ? await keyOf(kid) : null
    if (!key) throw new Error('no key of that id')
    return key
  }
  const { payload } = await jwtVerify(token, keyOfHeader, {
    algorithms: ['RS256'],
    issuer,
    clockTolerance,
    maxTokenAge,
    requiredClaims: ['exp', 'iat', 'sub', 'token_use', 'client_id'],
  })
  return payload
}

/** An ID token of Cognito's is signed with the same key, and is no permission to do anything. */
function callerOf({ sub, token_use, client_id }: JWTPayload, { clientId }: TrustedIssuer): Caller | null {
  const valid = token_use === 'access' && client_id === clientId && typeof sub === 'string' && uuid.test(sub)
  return valid ? { sub } : null
}
