import type { SignedIn } from '@cruddur/contract/identity'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyReply } from 'fastify'
import { ensureUser } from './ensure-user.ts'
import type { Identity, IssuedTokens } from './identity.port.ts'
import { refreshCookie } from './identity-cookies.ts'

/** The reply to whoever signs in or refreshes, by whatever proof: the refresh token in the cookie, the rest in the body. */
export async function sendTokens(
  ports: { db: Db; identity: Identity; secure: boolean },
  reply: FastifyReply,
  tokens: IssuedTokens,
): Promise<SignedIn> {
  const user = await ensureUser(ports, tokens.sub)
  reply.header('set-cookie', refreshCookie(ports.secure).keep(tokens.refreshToken, tokens.refreshExpiresIn))
  reply.header('cache-control', 'no-store')
  return { access_token: tokens.accessToken, expires_in: tokens.expiresIn, user }
}
