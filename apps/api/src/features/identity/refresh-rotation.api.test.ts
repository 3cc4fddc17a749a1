import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type IdentityApp, startIdentityApp } from './testing/identity-app.ts'
import { cookieOf, password, post, signUpAndIn } from './testing/sign-up-and-in.ts'

let server: IdentityApp
beforeAll(async () => {
  server = await startIdentityApp()
})
afterAll(() => server.close())

const member = (handle: string) => signUpAndIn(server.app, server.outbox, { handle })
const signIn = (email: string) => post(server.app, 'sign-in', { email, password })
const refresh = (cookie: string) => post(server.app, 'refresh', undefined, { cookie })
const monthMs = 31 * 86_400_000

describe('rotating refresh tokens', () => {
  const graceEnds = (email: string) =>
    sql`update auth.session set rotated_at = rotated_at - interval '1 minute'
      where "userId" = (select id from auth."user" where email = ${email})`.execute(server.db)

  it('replaces the token, and gives tabs that refresh at once the same one', async () => {
    const { cookie } = await member('rotating')
    const cookies = (await Promise.all([refresh(cookie), refresh(cookie)])).map(cookieOf)
    expect(cookies[0]).not.toBe(cookie)
    expect(cookies[1]).toBe(cookies[0])
    expect(cookieOf(await refresh(cookie))).toBe(cookies[0])
    // A tab that refreshes with the new token within the grace does not make another, which the slower tab would miss.
    expect(cookieOf(await refresh(cookies[0] ?? ''))).toBe(cookies[0])
  })

  it('ends the session for everybody when a replaced token comes back after the grace', async () => {
    const { cookie, email, token } = await member('copied')
    const next = cookieOf(await refresh(cookie))
    await graceEnds(email)
    expect((await refresh(cookie)).statusCode).toBe(401)
    expect((await refresh(next)).statusCode).toBe(401)
    await expect.poll(() => server.identity.verify(token)).toBeNull()
  })

  it('takes over a session that is older than rotation, also from two tabs at once', async () => {
    const { cookie, email } = await member('oldest')
    await sql`update auth.session set family = null
      where "userId" = (select id from auth."user" where email = ${email})`.execute(server.db)
    const replies = await Promise.all([refresh(cookie), refresh(cookie)])
    expect(replies.map(({ statusCode }) => statusCode)).toEqual([200, 200])
    const [next = ''] = replies.map(cookieOf)
    await graceEnds(email)
    expect((await refresh(next)).statusCode).toBe(200)
  })
})

it('a session goes by the clock of the database, also if that of the server is a month behind', async () => {
  const { email } = await member('clocks')
  vi.useFakeTimers({ now: Date.now() - monthMs, toFake: ['Date'] })
  const reply = await signIn(email)
  const again = await refresh(cookieOf(reply))
  vi.useRealTimers()
  expect([reply.statusCode, again.statusCode]).toEqual([200, 200])
  expect((await refresh(cookieOf(again))).statusCode).toBe(200)
})
