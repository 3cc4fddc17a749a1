import * as contract from '@cruddur/contract/identity'
import type { FastifyInstance } from 'fastify'
import { route } from '../../http/route.ts'
import type { IdentityUseCases } from './identity.ts'
import { changePassword } from './own-account.ts'
import { personOf } from './people.ts'
import { refreshCookie } from './refresh-cookie.ts'

const done = { success: true } as const

/** What one can do about the own account that only the identity provider needs to know of. */
export function ownAccountRoutes(app: FastifyInstance, { secure, ...deps }: IdentityUseCases & { secure: boolean }) {
  const cookie = refreshCookie(secure)

  // The cookie only says which session goes on; what is asked for is proven by the access token and the password.
  route(app, contract.changePassword, async ({ password, new_password }, { caller, request }) => {
    const keep = cookie.read(request.headers.cookie)
    await changePassword(deps, caller, { password, newPassword: new_password, keep }, request.client.subscriber)
    return done
  })

  route(app, contract.signOutEverywhere, async (_input, { caller, reply }) => {
    await personOf(deps, caller.sub)
    await deps.identity.endSessions(caller.sub)
    reply.header('set-cookie', cookie.remove())
    return done
  })
}
