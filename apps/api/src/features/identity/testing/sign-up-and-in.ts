import type { SignedIn } from '@cruddur/contract/identity'
import type { FastifyInstance } from 'fastify'
import { expect, vi } from 'vitest'
import type { Email } from '../../../mail/mail.ts'
import { readOutbox } from '../../../mail/read-outbox.ts'

export type Newcomer = { name?: string; email?: string; handle: string; password?: string }

export const password = 'correct horse battery'
export const emailOf = ({ handle, email }: Newcomer) => email ?? `${handle}@example.com`

/** Waits for the `nth` e-mail to an address. E-mails are sent after the reply. */
export async function emailTo(outbox: string, address: string, nth = 1): Promise<Email> {
  return vi.waitFor(
    async () => {
      const email = (await readOutbox(outbox)).filter(({ to }) => to === address)[nth - 1]
      if (!email) throw new Error(`${address} was not sent ${nth} e-mails`)
      return email
    },
    { timeout: 10_000, interval: 10 },
  )
}

/** The code of eight digits in an e-mail. */
export const codeIn = (email: Email): string => /^ {4}(\d{8})$/m.exec(email.text)?.[1] ?? ''

/** Posts to an identity endpoint. */
export async function post(app: FastifyInstance, path: string, payload?: object, headers: Record<string, string> = {}) {
  return app.inject({ method: 'POST', url: `/api/identity/${path}`, ...(payload && { payload }), headers })
}

/** Signs somebody up and confirms them with the code in the outbox, which signs them in, as a browser would. */
export async function signUpAndIn(app: FastifyInstance, outbox: string, newcomer: Newcomer) {
  const email = emailOf(newcomer)
  const before = (await readOutbox(outbox)).filter(({ to }) => to === email).length
  const person = { name: newcomer.handle, password, ...newcomer, email }

  const signedUp = await post(app, 'sign-up', person)
  expect(signedUp.statusCode, signedUp.body).toBe(200)
  const cookie = cookiesOf(signedUp)
  const code = codeIn(await emailTo(outbox, email, before + 1))
  const reply = await post(app, 'confirm', { email, code }, { cookie })
  expect(reply.statusCode, reply.body).toBe(200)
  const { access_token, user } = reply.json<{ signed_in: SignedIn }>().signed_in
  return { ...user, token: access_token, email, cookie: cookieOf(reply) }
}

/** All cookies of a reply, as the next request of a browser sends them back. */
export const cookiesOf = ({ headers }: { headers: Record<string, unknown> }): string =>
  [headers['set-cookie'] ?? []]
    .flat()
    .map((cookie) => String(cookie).split(';', 1)[0])
    .join('; ')

/** The refresh cookie of a reply, as the next request sends it back. */
export function cookieOf(reply: { headers: Record<string, unknown> }): string {
  const cookies = [reply.headers['set-cookie'] ?? []].flat().map((cookie) => String(cookie).split(';', 1)[0] ?? '')
  return cookies.find((cookie) => /^(__Secure-)?refresh=/.test(cookie)) ?? ''
}
