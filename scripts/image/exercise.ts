import { equal, match } from 'node:assert/strict'
import { setTimeout as pause } from 'node:timers/promises'
import { readOutbox } from '../../apps/api/src/mail/read-outbox.ts'

const requestLimitMs = 15_000
const mailLimitMs = 20_000

/**
 * Uses a running server as a newcomer does: signs up with the code from the mail, cruds, reads the crud, loads the page.
 *
 * @param outbox where the server leaves its mails
 * @throws AssertionError if something is wrong
 */
export async function exercise(address: string, outbox: string): Promise<void> {
  equal((await request(address, '/api/health')).success, true)
  const credentials = { email: 'ada@example.org', password: 'a long enough passphrase 1' }
  await request(address, '/api/identity/sign-up', { ...credentials, name: 'Ada', handle: 'ada' })
  const code = await waitForCode(outbox, credentials.email)
  await request(address, '/api/identity/confirm', { email: credentials.email, code })
  const { access_token: token } = await request(address, '/api/identity/sign-in', credentials)
  const message = 'Hello from production'
  await request(address, '/api/activities', { message, ttl: '1-hour' }, { authorization: `Bearer ${token}` })
  const { activities } = await request(address, '/api/activities/@ada')
  equal((activities as { message: string }[])[0]?.message, message)
  const page = await fetch(address, { signal: AbortSignal.timeout(requestLimitMs) })
  match(await page.text(), /<script type="module"/)
}

async function request(
  address: string,
  path: string,
  body?: object,
  headers: object = {},
): Promise<Record<string, unknown>> {
  const sent = body && { method: 'POST', body: JSON.stringify(body) }
  const reply = await fetch(`${address}${path}`, {
    ...sent,
    headers: { ...(body && { 'content-type': 'application/json' }), ...headers },
    signal: AbortSignal.timeout(requestLimitMs),
  })
  const text = await reply.text()
  equal(reply.ok, true, `${path}: ${reply.status} ${text}`)
  return text ? JSON.parse(text) : {}
}

async function waitForCode(outbox: string, email: string): Promise<string> {
  for (const end = Date.now() + mailLimitMs; Date.now() < end; await pause(20)) {
    const mails = await readOutbox(outbox).catch(() => [])
    const code = /\b\d{8}\b/.exec(mails.findLast(({ to }) => to === email)?.text ?? '')?.[0]
    if (code) return code
  }
  throw new Error(`${email} was sent no code`)
}
