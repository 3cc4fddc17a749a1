import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { readOutbox } from '../apps/api/src/mail/read-outbox.ts'
import { ask } from './asked.ts'
import type { BenchDatabase, Process } from './processes.ts'

export const password = 'a long enough passphrase 1'

/** Makes an account with the code from the e-mail, and signs in. Returns an access token. */
export async function signUp(server: Process, { dir }: BenchDatabase, handle: string): Promise<string> {
  const email = `${handle}@example.org`
  // One address may not ask for many accounts.
  const headers = { 'x-forwarded-for': `198.18.${randomInt(256)}.${randomInt(256)}` }
  const post = (path: string, body: object) =>
    ask(server, { method: 'POST', path: `/api/identity/${path}`, body }, headers)
  await post('sign-up', { email, password, name: handle, handle })
  await post('confirm', { email, code: await codeFor(email, join(dir, 'server/outbox')) })
  const signedIn = await post('sign-in', { email, password })
  return ((await signedIn.json()) as { access_token: string }).access_token
}

async function codeFor(email: string, outbox: string): Promise<string> {
  for (let tries = 0; tries < 500; tries++) {
    const sent = (await readOutbox(outbox)).findLast(({ to }) => to === email)
    const code = /\b\d{8}\b/.exec(sent?.text ?? '')?.[0]
    if (code) return code
    await pause(20)
  }
  throw new Error(`${email} was sent no code`)
}
