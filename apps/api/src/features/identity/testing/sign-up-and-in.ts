import { setTimeout as sleep } from 'node:timers/promises'
import type { SignedIn } from '@cruddur/contract/identity'
import type { FastifyInstance } from 'fastify'
import { expect } from 'vitest'
import type { Email } from '../../../mail/mail.ts'
import { readOutbox } from '../../../mail/read-outbox.ts'

export type Newcomer = { name?: string; email?: string; handle: string; password?: string }

export const password = 'correct horse battery'
export const emailOf = ({ handle, email }: Newcomer) => email ?? `${handle}@example.com`

/** Waits for the `nth` letter to an address: they are sent after the reply. */
export async function emailTo(outbox: string, email: string, nth = 1): Promise<Email> {
  for (let tries = 0; tries < 500; tries++) {
    const letter = (await readOutbox(outbox)).filter(({ to }) => to === email)[nth - 1]
    if (letter) return letter
    await sleep(10)
  }
  throw new Error(`${email} was not sent ${nth} letters`)
}

/** The code of six digits in a letter. */
export const codeIn = (letter: Email): string => /^ {4}(\d{6})$/m.exec(letter.text)?.[1] ?? ''

/** Posts to an identity endpoint, and expects a success unless told otherwise. */
export async function post(app: FastifyInstance, path: string, payload?: object, headers: Record<string, string> = {}) {
  return app.inject({ method: 'POST', url: `/api/identity/${path}`, ...(payload && { payload }), headers })
}

/** Signs somebody up, confirms them with the code in the outbox, and signs them in, as a browser would. */
export async function signUpAndIn(app: FastifyInstance, outbox: string, newcomer: Newcomer) {
  const email = emailOf(newcomer)
  const before = (await readOutbox(outbox)).filter(({ to }) => to === email).length
  const person = { name: newcomer.handle, password, ...newcomer, email }

  expect((await post(app, 'sign-up', person)).statusCode).toBe(200)
  const code = codeIn(await emailTo(outbox, email, before + 1))
  expect((await post(app, 'confirm', { email, code })).body).toBe('{"success":true}')
  const reply = await post(app, 'sign-in', { email, password: person.password })
  expect(reply.statusCode, reply.body).toBe(200)
  const { access_token, user } = reply.json<SignedIn>()
  return { ...user, token: access_token, email, cookie: cookieOf(reply) }
}

/** The cookie of a reply, as the next request sends it back. */
export function cookieOf(reply: { headers: Record<string, unknown> }): string {
  return String(reply.headers['set-cookie'] ?? '').split(';', 1)[0] ?? ''
}
