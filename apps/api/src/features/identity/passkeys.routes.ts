import * as contract from '@cruddur/contract/passkeys/passkeys'
import type { FastifyInstance } from 'fastify'
import { route } from '../../http/route.ts'
import { mailLanguage } from '../../mail/mail-language.ts'
import { deviceName } from './device-name.ts'
import { ensureUser } from './ensure-user.ts'
import type { Identity, Passkey } from './identity.port.ts'
import type { AttemptCounters } from './identity-attempts.ts'
import { browserCookie } from './identity-cookies.ts'
import { addPasskey, removePasskey, renamePasskey, signInByPasskey, startPasskey } from './passkeys.ts'
import { sendTokens } from './send-tokens.ts'

export type PasskeysPorts = AttemptCounters & { identity: Identity; secure: boolean }

const onTheWire = ({ id, name, createdAt, lastUsedAt }: Passkey): contract.Passkey => ({
  uuid: id,
  name,
  created_at: createdAt,
  last_used_at: lastUsedAt,
})

export function passkeysRoutes(app: FastifyInstance, ports: PasskeysPorts): void {
  const { identity } = ports
  const browser = browserCookie(ports.secure)

  route(app, contract.listPasskeys, async (_input, { caller, reply }) => {
    await ensureUser(ports, caller.sub)
    reply.header('cache-control', 'no-store')
    const passkeys = (await identity.passkeys?.list(caller.sub)) ?? []
    return { rp_id: identity.passkeys?.rpId ?? null, passkeys: passkeys.map(onTheWire) }
  })

  route(app, contract.startPasskey, async ({ password }, { caller, request, reply }) => {
    reply.header('cache-control', 'no-store')
    return startPasskey(ports, caller, password, request.client.subscriber)
  })

  route(app, contract.addPasskey, async ({ name, credential }, { caller, request }) => {
    const called = name ?? deviceName(request.headers['user-agent'])
    const language = mailLanguage(request.headers['accept-language'])
    return onTheWire(await addPasskey(ports, caller, { name: called, credential, language }))
  })

  route(app, contract.renamePasskey, async ({ uuid, name }, { caller }) =>
    onTheWire(await renamePasskey(ports, caller, { id: uuid, name })),
  )

  route(app, contract.removePasskey, async ({ uuid }, { caller }) => {
    await removePasskey(ports, caller, uuid)
    return { success: true as const }
  })

  route(app, contract.startPasskeySignIn, async (_input, { reply }) => {
    reply.header('cache-control', 'no-store')
    return { options: (await identity.passkeys?.signInOptions()) ?? null }
  })

  route(app, contract.signInByPasskey, async ({ credential }, { request, reply }) => {
    const browserId = browser.read(request.headers.cookie)
    const device = deviceName(request.headers['user-agent'])
    const tokens = await signInByPasskey(ports, { credential, browserId, device }, request.client.subscriber)
    const signedIn = await sendTokens(ports, reply, tokens)
    reply.header('set-cookie', browser.keep(browserId))
    return signedIn
  })
}
