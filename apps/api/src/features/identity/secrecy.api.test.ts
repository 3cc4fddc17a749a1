import { rm, writeFile } from 'node:fs/promises'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readOutbox } from '../../mail/read-outbox.ts'
import { type IdentityApp, startIdentityApp } from './testing/identity-app.ts'
import { emailTo, password, post, signUpAndIn } from './testing/sign-up-and-in.ts'

const known = 'known@example.com'
const waiting = 'waiting@example.com'
const unknown = 'unknown@example.com'

let server: IdentityApp
beforeAll(async () => {
  server = await startIdentityApp()
  await signUpAndIn(server.app, server.outbox, { handle: 'known' })
  await post(server.app, 'sign-up', { name: 'W', email: waiting, handle: 'waiting', password })
})
afterAll(() => server.close())

/** A reply without what differs between any two requests. */
const seen = ({ statusCode, body, headers }: LightMyRequestResponse) => {
  const { date: _date, 'set-cookie': cookie, ...rest } = headers
  const cookieShape = cookie && String(cookie).replace(/browser=[\w-]{22};/, 'browser=?;')
  return { statusCode, body, headers: rest, cookieShape }
}

const code = '00000000'
const chosen = { password: 'another password' }
const questions: [string, string, (email: string, nth: number) => object][] = [
  ['sign-up', 'sign-up', (email, nth) => ({ name: 'X', email, handle: `fresh_${nth}`, ...chosen })],
  ['resend', 'resend', (email) => ({ email })],
  ['forgot', 'forgot', (email) => ({ email })],
  ['confirm with a wrong code', 'confirm', (email) => ({ email, code })],
  ['reset with a wrong code', 'reset', (email) => ({ email, code, ...chosen })],
  ['sign-in with a wrong password', 'sign-in', (email) => ({ email, password: 'wrong password' })],
]

describe('whether an address has an account', () => {
  it.each(questions)('is not told by the bytes of the reply: %s', async (_name, path, body) => {
    const replies = []
    for (const [nth, email] of [known, waiting, unknown].entries()) {
      replies.push(seen(await post(server.app, path, body(email, nth))))
    }
    expect(replies[1]).toEqual(replies[0])
    expect(replies[2]).toEqual(replies[0])
  })

  it.each(questions)('is not told by the time of the reply: %s', async (name, path, body) => {
    const nth = questions.findIndex(([each]) => each === name)
    const { email } = await signUpAndIn(server.app, server.outbox, { handle: `timed_${nth}` })
    const pending = { name: 'P', email: `pending${nth}@example.com`, handle: `pending_${nth}`, password }
    await post(server.app, 'sign-up', pending)
    const asked = [email, pending.email, `unknown${nth}@example.com`]
    const times: number[] = asked.map(() => Number.POSITIVE_INFINITY)
    const ratio = () => Math.max(...times) / Math.min(...times)
    // The fastest of several: a busy machine is slow by chance, but a difference in the work shows in every round.
    for (let round = 0; round < 3 || (round < 25 && ratio() >= 1.67); round++) {
      for (const [n, address] of asked.entries()) {
        const start = performance.now()
        await post(server.app, path, body(address, 10 + n))
        times[n] = Math.min(times[n] ?? 0, performance.now() - start)
      }
    }
    // One scrypt more or less makes a factor of at least two.
    expect(ratio()).toBeLessThan(1.67)
  })

  it.each(['sign-up', 'resend', 'forgot'])('is not told when no e-mail can be stored: %s', async (path) => {
    const full = await startIdentityApp()
    await signUpAndIn(full.app, full.outbox, { handle: 'known' })
    await post(full.app, 'sign-up', { name: 'W', email: waiting, handle: 'waiting', password })
    // As on a full disk no file can be made; unlike there, this stops root too.
    await rm(full.mailDir, { recursive: true })
    await writeFile(full.mailDir, '')
    const replies = []
    for (const [nth, email] of ['known@example.com', waiting, unknown].entries()) {
      replies.push(seen(await post(full.app, path, { name: 'X', email, handle: `full_${nth}`, ...chosen })))
    }
    expect(replies[0]).toMatchObject({ statusCode: 503, body: '["email_unavailable"]' })
    expect(replies[1]).toEqual(replies[0])
    expect(replies[2]).toEqual(replies[0])
    expect(full.logged()).not.toMatch(/known@|waiting@|unknown@/)
    await full.close()
  })

  it('is not told by the handle that a sign-up holds', async () => {
    const taken = []
    for (const [email, handle] of [
      [known, 'bait_known'],
      ['nobody@example.com', 'bait_nobody'],
    ]) {
      await post(server.app, 'sign-up', { name: 'X', email, handle, ...chosen })
      const probe = { name: 'X', email: 'prober@example.com', handle, ...chosen }
      taken.push((await post(server.app, 'sign-up', probe)).body)
    }
    expect(taken).toEqual(['["handle_taken"]', '["handle_taken"]'])
  })

  it('is not told to a stranger who has signed up for it and tries the password', async () => {
    const bodies = []
    for (const [email, handle] of [
      [known, 'try_known'],
      ['fresh@example.com', 'try_fresh'],
    ]) {
      await post(server.app, 'sign-up', { name: 'X', email, handle, ...chosen })
      bodies.push((await post(server.app, 'sign-in', { email, ...chosen })).body)
    }
    expect(bodies).toEqual(['["user_not_confirmed"]', '["user_not_confirmed"]'])
    expect((await post(server.app, 'sign-in', { email: known, password })).statusCode).toBe(200)
  })

  it('is told to the owner by e-mail after a sign-up and a resend', async () => {
    const owner = await signUpAndIn(server.app, server.outbox, { handle: 'proprietor' })
    await post(server.app, 'sign-up', { name: 'X', email: owner.email, handle: 'owner_two', ...chosen })
    expect((await emailTo(server.outbox, owner.email, 2)).subject).toBe('You already have a Cruddur account')
    await post(server.app, 'resend', { email: owner.email })
    const { subject, text } = await emailTo(server.outbox, owner.email, 3)
    expect([subject, /\d{8}/.test(text)]).toEqual(['You already have a Cruddur account', false])
  })

  it('sends no e-mail to an address without an account', async () => {
    for (const path of ['forgot', 'resend']) await post(server.app, path, { email: 'silent@example.com' })
    // E-mails are sent in order: once this person's have arrived, a wrong one would have arrived too.
    await signUpAndIn(server.app, server.outbox, { handle: 'patient' })
    const emails = await readOutbox(server.outbox)
    expect(emails.filter(({ to }) => to === 'silent@example.com')).toEqual([])
  })
})
