import { decodeJwt, type JWTPayload, jwtVerify } from 'jose'
import type { Caller, VerifyToken } from '../../../http/caller.ts'
import { createVerifiedTokens, type TrustedKeys } from './verified-tokens.ts'

/** An issuer whose access tokens we accept. */
export type TrustedIssuer = {
  issuer: string
  /** The issuer's id of our application. Its tokens for other applications are refused. */
  clientId: string
  keys: TrustedKeys
}

/** Seconds by which the clocks of two servers may differ. */
const clockTolerance = 5

/** Seconds. The longest lifetime that Cognito allows. It also makes jose refuse tokens that are issued in the future. */
const maxTokenAge = 24 * 3_600

/** What a token may look like (RFC 6750, 2.1). */
const tokenForm = /^[\w.~+/=-]{1,8192}$/

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/**
 * Verifies access tokens of Cognito and of the embedded provider. Keys come only from the issuer's own list: keys that a
 * token names (`jwk`, `jku`, `x5c`) are ignored, and a key is valid only for its own issuer. A token that was found good is
 * remembered until it expires.
 *
 * @param now milliseconds since 1970
 */
export function createTokenVerifier(trusted: readonly TrustedIssuer[], now: () => number = Date.now): VerifyToken {
  const verified = createVerifiedTokens(now)

  async function verifyAnew(token: string): Promise<Caller | null> {
    if (!tokenForm.test(token)) return null
    try {
      const { iss } = decodeJwt(token)
      const found = trusted.find(({ issuer }) => issuer === iss)
      if (!found) return null
      const { payload, kid, key } = await verifiedPayload(token, found, new Date(now()))
      const caller = callerOf(payload, found)
      const { exp = 0, iat = 0 } = payload
      const until = Math.min(exp, iat + maxTokenAge) * 1_000
      if (caller) verified.keep(token, { caller, kid, key, keys: found.keys, until })
      return caller
    } catch {
      return null
    }
  }

  return (token) => verified.find(token) ?? verifyAnew(token)
}

async function verifiedPayload(token: string, { issuer, keys }: TrustedIssuer, currentDate: Date) {
  const findHeaderKey = async ({ kid }: { kid?: string }) => {
    const key = typeof kid === 'string' ? await keys.find(kid) : null
    if (!key) throw new Error('unknown key id')
    return key
  }
  const { payload, protectedHeader, key } = await jwtVerify(token, findHeaderKey, {
    algorithms: ['RS256'],
    issuer,
    clockTolerance,
    maxTokenAge,
    currentDate,
    requiredClaims: ['exp', 'iat', 'sub', 'token_use', 'client_id'],
  })
  return { payload, kid: protectedHeader.kid as string, key }
}

/** Refuses ID tokens too: Cognito signs them with the same key, and they grant nothing. */
function callerOf(
  { sub, token_use, client_id, origin_jti, iat }: JWTPayload,
  { clientId }: TrustedIssuer,
): Caller | null {
  const valid = token_use === 'access' && client_id === clientId && typeof sub === 'string' && uuid.test(sub)
  const sessionId = typeof origin_jti === 'string' ? { sessionId: origin_jti } : {}
  return valid ? { sub, ...sessionId, ...(iat !== undefined && { issuedAt: iat }) } : null
}
