import * as contract from '@cruddur/contract/identity'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { route } from '../../http/route.ts'
import type { Session } from './identity.port.ts'
import {
  confirmSignUp,
  forgotPassword,
  type IdentityUseCases,
  refreshSession,
  resendCode,
  resetPassword,
  signIn,
  signUp,
} from './identity.ts'
import { personOf } from './people.ts'
import { refreshCookie } from './refresh-cookie.ts'
import { refuseForeignOrigin } from './refuse-foreign-origin.ts'

export type IdentityRoutes = IdentityUseCases & {
  /** The origins whose pages may use the refresh cookie. */
  origins: readonly string[]
  /** Whether people reach us by https. */
  secure: boolean
}

const done = { success: true } as const

export function identityRoutes(app: FastifyInstance, deps: IdentityRoutes): void {
  const cookie = refreshCookie(deps.secure)

  async function sendSession(reply: FastifyReply, session: Session): Promise<contract.SignedIn> {
    const user = await personOf(deps, session.sub)
    reply.header('set-cookie', cookie.keep(session.refreshToken, session.refreshExpiresIn))
    reply.header('cache-control', 'no-store')
    return { access_token: session.accessToken, expires_in: session.expiresIn, user }
  }

  route(app, contract.signUp, async (person, { request }) => {
    await signUp(deps, person, request.client.subscriber)
    return done
  })

  route(app, contract.confirmSignUp, async (proof, { request }) => {
    await confirmSignUp(deps, proof, request.client.subscriber)
    return done
  })

  route(app, contract.resendCode, async ({ email }, { request }) => {
    await resendCode(deps, email, request.client.subscriber)
    return done
  })

  route(app, contract.forgotPassword, async ({ email }, { request }) => {
    await forgotPassword(deps, email, request.client.subscriber)
    return done
  })

  route(app, contract.resetPassword, async (proof, { request }) => {
    await resetPassword(deps, proof, request.client.subscriber)
    return done
  })

  route(app, contract.signIn, async (credentials, { request, reply }) =>
    sendSession(reply, await signIn(deps, credentials, request.client.subscriber)),
  )

  route(app, contract.refreshSession, async (_input, { request, reply }) => {
    refuseForeignOrigin(request, deps.origins)
    return sendSession(reply, await refreshSession(deps, cookie.read(request.headers.cookie)))
  })

  route(app, contract.signOut, async (_input, { request, reply }) => {
    refuseForeignOrigin(request, deps.origins)
    const token = cookie.read(request.headers.cookie)
    if (token) await deps.identity.signOut(token)
    reply.header('set-cookie', cookie.remove())
    return done
  })

  route(app, contract.showMe, (_input, { caller }) => personOf(deps, caller.sub))

  route(app, contract.showKeys, async (_input, { reply }) => {
    reply.header('cache-control', 'public, max-age=300')
    return { keys: await deps.identity.publicKeys() }
  })
}
