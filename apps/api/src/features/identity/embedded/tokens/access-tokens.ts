import { randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import type { SigningKeys } from './signing-keys.ts'

/** Seconds. */
export const accessTokenLifetime = 15 * 60

export type AccessTokenOf = {
  sub: string
  /** The session that the token belongs to. */
  sessionId: string
  /** When the password was entered. */
  signedInAt: Date
}

/** Issues access tokens with the claims of Cognito's. */
export const createAccessTokens =
  ({ issuer, clientId, keys }: { issuer: string; clientId: string; keys: SigningKeys }) =>
  async ({ sub, sessionId, signedInAt }: AccessTokenOf): Promise<string> => {
    const { kid, privateKey } = await keys.current()
    const now = Math.floor(Date.now() / 1000)
    const claims = {
      sub,
      iss: issuer,
      client_id: clientId,
      origin_jti: sessionId,
      token_use: 'access',
      scope: 'aws.cognito.signin.user.admin',
      auth_time: Math.floor(signedInAt.getTime() / 1000),
      iat: now,
      exp: now + accessTokenLifetime,
      jti: randomUUID(),
      username: sub,
    }
    return new SignJWT(claims).setProtectedHeader({ kid, alg: 'RS256' }).sign(privateKey)
  }

export type IssueAccessToken = ReturnType<typeof createAccessTokens>
