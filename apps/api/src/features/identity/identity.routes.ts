import * as contract from '@cruddur/contract/identity'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { route } from '../../http/route.ts'
import { mailLanguage } from '../../mail/mail-language.ts'
import { deviceName } from './device-name.ts'
import { ensureUser } from './ensure-user.ts'
import type { Identity } from './identity.port.ts'
import type { AttemptCounters } from './identity-attempts.ts'
import { browserCookie, refreshCookie } from './identity-cookies.ts'
import { passkeysRoutes } from './passkeys.routes.ts'
import { changePassword, forgotPassword, resetPassword } from './password.ts'
import { refuseForeignOrigin } from './refuse-foreign-origin.ts'
import { sendTokens } from './send-tokens.ts'
import { endSession, refreshSession, signIn } from './session.ts'
import { checkHandle, confirmSignUp, resendCode, signUp } from './sign-up.ts'

export type IdentityPorts = AttemptCounters & {
  identity: Identity
  /** The origins whose pages may use the refresh cookie. */
  origins: readonly string[]
  /** Whether people reach the server by https. */
  secure: boolean
}

const done = { success: true } as const

const languageOf = ({ headers }: FastifyRequest) => mailLanguage(headers['accept-language'])

export function identityRoutes(app: FastifyInstance, ports: IdentityPorts): void {
  const { identity } = ports
  const cookie = refreshCookie(ports.secure)
  const browser = browserCookie(ports.secure)

  passkeysRoutes(app, ports)

  route(app, contract.signUp, async (account, { request, reply }) => {
    const browserId = browser.read(request.headers.cookie)
    await signUp(ports, { ...account, browserId, language: languageOf(request) }, request.client.subscriber)
    reply.header('set-cookie', browser.keep(browserId))
    return done
  })

  route(app, contract.checkHandle, ({ handle }, { request }) => checkHandle(ports, handle, request.client.subscriber))

  route(app, contract.confirmSignUp, async (proof, { request, reply }) => {
    const browserId = browser.read(request.headers.cookie)
    const device = deviceName(request.headers['user-agent'])
    const tokens = await confirmSignUp(ports, { ...proof, browserId, device }, request.client.subscriber)
    if (!tokens) return { ...done, signed_in: null }
    const signedIn = await sendTokens(ports, reply, tokens)
    reply.header('set-cookie', browser.keep(browserId))
    return { ...done, signed_in: signedIn }
  })

  route(app, contract.resendCode, async ({ email }, { request }) => {
    const browserId = browser.read(request.headers.cookie)
    await resendCode(ports, { email, browserId, language: languageOf(request) }, request.client.subscriber)
    return done
  })

  route(app, contract.forgotPassword, async ({ email }, { request }) => {
    await forgotPassword(ports, { email, language: languageOf(request) }, request.client.subscriber)
    return done
  })

  route(app, contract.resetPassword, async (proof, { request }) => {
    await resetPassword(ports, { ...proof, language: languageOf(request) }, request.client.subscriber)
    return done
  })

  // The access token and the password prove who asks. The cookie only says which session goes on.
  route(app, contract.changePassword, async ({ password, new_password }, { caller, request }) => {
    const keep = cookie.read(request.headers.cookie)
    const change = { password, newPassword: new_password, keep, language: languageOf(request) }
    await changePassword(ports, caller, change, request.client.subscriber)
    return done
  })

  route(app, contract.signIn, async (credentials, { request, reply }) => {
    const browserId = browser.read(request.headers.cookie)
    const device = deviceName(request.headers['user-agent'])
    const tokens = await signIn(ports, { ...credentials, browserId, device }, request.client.subscriber)
    const signedIn = await sendTokens(ports, reply, tokens)
    reply.header('set-cookie', browser.keep(browserId))
    return signedIn
  })

  route(app, contract.refreshSession, async (_input, { request, reply }) => {
    refuseForeignOrigin(request, ports)
    return sendTokens(ports, reply, await refreshSession(identity, cookie.read(request.headers.cookie)))
  })

  route(app, contract.signOut, async (_input, { request, reply }) => {
    refuseForeignOrigin(request, ports)
    const token = cookie.read(request.headers.cookie)
    if (token) await identity.signOut(token)
    reply.header('set-cookie', cookie.remove())
    return done
  })

  route(app, contract.signOutHere, async (_input, { request, reply }) => {
    refuseForeignOrigin(request, ports)
    const token = cookie.read(request.headers.cookie)
    if (token) await identity.signOutHere(token)
    reply.header('set-cookie', cookie.remove())
    return done
  })

  route(app, contract.signOutEverywhere, async (_input, { caller, reply }) => {
    await ensureUser(ports, caller.sub)
    await identity.signOutEverywhere(caller.sub)
    reply.header('set-cookie', cookie.remove())
    return done
  })

  route(app, contract.listSessions, async (_input, { caller, reply }) => {
    await ensureUser(ports, caller.sub)
    const sessions = await identity.listSessions(caller.sub)
    reply.header('cache-control', 'no-store')
    return sessions.map(({ id, device, signedInAt, lastSeenAt }) => ({
      uuid: id,
      device,
      signed_in_at: signedInAt,
      last_seen_at: lastSeenAt,
      current: id === caller.sessionId,
    }))
  })

  route(app, contract.endSession, async ({ uuid }, { caller }) => {
    await endSession(ports, caller, uuid)
    return done
  })

  route(app, contract.showMe, (_input, { caller }) => ensureUser(ports, caller.sub))

  route(app, contract.showKeys, async (_input, { reply }) => {
    reply.header('cache-control', 'public, max-age=300')
    return { keys: await identity.publicKeys() }
  })
}
