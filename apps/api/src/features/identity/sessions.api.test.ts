import { decodeJwt } from 'jose'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type IdentityApp, startIdentityApp } from './testing/identity-app.ts'
import { codeIn, cookieOf, emailTo, password, post, signUpAndIn } from './testing/sign-up-and-in.ts'

let server: IdentityApp
beforeAll(async () => {
  server = await startIdentityApp()
})
afterAll(() => server.close())

const member = (handle: string) => signUpAndIn(server.app, server.outbox, { handle })
const signIn = (email: string, given = password) => post(server.app, 'sign-in', { email, password: given })
const refresh = (cookie: string) => post(server.app, 'refresh', undefined, { cookie })
const day = 86_400

describe('signing in', () => {
  it('gives an access token of 15 minutes with the claims of Cognito', async () => {
    const { token } = await member('claims')
    const claims = decodeJwt(token)
    expect(Object.keys(claims).sort()).toEqual(
      'auth_time client_id exp iat iss jti origin_jti scope sub token_use username'.split(' '),
    )
    expect(claims).toMatchObject({ token_use: 'access', client_id: 'cruddur-web', username: claims.sub })
    expect(Number(claims.exp) - Number(claims.iat)).toBe(900)
    expect(Math.abs(Number(claims.iat) - Date.now() / 1000)).toBeLessThan(5)
  })

  it('puts the refresh token in a cookie that no script and no other path sees, and nowhere else', async () => {
    const { email } = await member('cookies')
    const reply = await signIn(email)
    const [pair = '', ...attributes] = String(reply.headers['set-cookie']?.[0]).split('; ')
    expect(attributes).toEqual([
      expect.stringMatching(/^Max-Age=\d+$/),
      'Path=/api/identity',
      'HttpOnly',
      'SameSite=Strict',
    ])
    expect(Number(attributes[0]?.slice(8))).toBeGreaterThan(29.9 * day)
    const token = pair.split('=')[1] ?? ''
    expect(token).toMatch(/^[\w-]{43}$/)
    expect(reply.body).not.toContain(token)
    expect(Object.keys(reply.json()).sort()).toEqual(['access_token', 'expires_in', 'user'])
    expect(reply.headers['cache-control']).toBe('no-store')
    const { rows } = await sql<{ row: string }>`select to_jsonb(s)::text as row from auth.session s`.execute(server.db)
    expect(rows.map(({ row }) => row).join()).not.toContain(token)
  })

  it('marks the cookies as secure where people come by https', async () => {
    const { email } = await member('secure')
    const { app } = await server.another({ BACKEND_URL: 'https://cruddur.example' })
    const reply = await post(app, 'sign-in', { email, password })
    for (const cookie of [reply.headers['set-cookie']].flat()) expect(cookie).toMatch(/^__Secure-.*; Secure$/)
    expect((await post(app, 'refresh', undefined, { cookie: cookieOf(reply) })).statusCode).toBe(200)
  })

  it('is needed to refresh', async () => {
    for (const cookie of [
      '',
      'refresh=',
      'refresh=unknown',
      'other=1',
      'refresh="; drop',
      `refresh=${'x'.repeat(9000)}`,
    ]) {
      const reply = await refresh(cookie)
      expect([cookie, reply.statusCode, reply.body]).toEqual([cookie, 401, '["generic_401"]'])
    }
  })
})

describe('refreshing', () => {
  it('works from two tabs at once, and again after a reply was lost', async () => {
    const { cookie, handle } = await member('tabs')
    const replies = await Promise.all([refresh(cookie), refresh(cookie), refresh(cookie)])
    for (const reply of replies) expect([reply.statusCode, reply.json().user.handle]).toEqual([200, handle])
    expect((await refresh(cookie)).statusCode).toBe(200)
  })

  it('extends a session to 30 days from now, and to 180 days from its start at most', async () => {
    const { cookie, email } = await member('sliding')
    const age = (created: number, left: number) =>
      sql`
      update auth.session set "createdAt" = now() - ${created} * interval '1 day',
        "expiresAt" = now() + ${left} * interval '1 day'
      where "userId" = (select id from auth."user" where email = ${email})`.execute(server.db)
    const secondsLeft = async () =>
      Number(/Max-Age=(\d+)/.exec(String((await refresh(cookie)).headers['set-cookie']))?.[1])
    await age(20, 10)
    expect(await secondsLeft()).toBeGreaterThan(29.9 * day)
    await age(170, 5)
    expect(Math.abs((await secondsLeft()) - 10 * day)).toBeLessThan(day / 24 + 5)
    await age(31, -1)
    expect((await refresh(cookie)).statusCode).toBe(401)
  })
})

describe('signing out', () => {
  it("ends every session of the person, and nobody else's", async () => {
    const [leaver, stayer] = [await member('leaver'), await member('stayer')]
    const elsewhere = cookieOf(await signIn(leaver.email))
    const reply = await post(server.app, 'sign-out', undefined, { cookie: leaver.cookie })
    expect(reply.headers['set-cookie']).toMatch(/^refresh=; Max-Age=0; Path=\/api\/identity/)
    expect((await refresh(leaver.cookie)).statusCode).toBe(401)
    expect((await refresh(elsewhere)).statusCode).toBe(401)
    expect((await refresh(stayer.cookie)).statusCode).toBe(200)
  })

  it.each(['', 'refresh=unknown'])('succeeds without a session: cookie %j', async (cookie) => {
    expect((await post(server.app, 'sign-out', undefined, { cookie })).body).toBe('{"success":true}')
  })
})

describe('resetting the password', () => {
  const chosen = 'a new password'
  const ask = async (email: string, nth: number) => {
    await post(server.app, 'forgot', { email })
    return codeIn(await emailTo(server.outbox, email, nth))
  }

  it('takes the code once, ends every session, and tells the owner by e-mail', async () => {
    const { email, cookie } = await member('forgetful')
    const code = await ask(email, 2)
    const body = { email, code, password: chosen }
    const replies = await Promise.all([post(server.app, 'reset', body), post(server.app, 'reset', body)])
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, 422])
    expect((await refresh(cookie)).statusCode).toBe(401)
    expect((await signIn(email)).statusCode).toBe(401)
    expect((await signIn(email, chosen)).statusCode).toBe(200)
    expect((await emailTo(server.outbox, email, 3)).subject).toBe('Your Cruddur password was changed')
  })

  it('ends a code after five attempts and after 15 minutes', async () => {
    const { email } = await member('clumsy')
    const first = await ask(email, 2)
    const wrong = first === '11111111' ? '22222222' : '11111111'
    for (let n = 0; n < 5; n++) await post(server.app, 'reset', { email, code: wrong, password: chosen })
    expect((await post(server.app, 'reset', { email, code: first, password: chosen })).json()).toEqual(['code_invalid'])
    const second = await ask(email, 3)
    await sql`update auth.reset_codes set expires_at = now() - interval '1 millisecond' where email = ${email}`.execute(
      server.db,
    )
    expect((await post(server.app, 'reset', { email, code: second, password: chosen })).json()).toEqual([
      'code_invalid',
    ])
    expect((await signIn(email)).statusCode).toBe(200)
  })

  it('leaves no session to somebody who signs in with the old password at the same time', async () => {
    const { email } = await member('racer')
    // The reset happens between the check of the password and the start of the session.
    await sql`create function overtake() returns trigger language plpgsql as $$ begin
      update auth.account set password = 'another' where "userId" = new."userId"; return new; end $$`.execute(server.db)
    await sql`create trigger overtake before insert on auth.session
      for each row execute function overtake()`.execute(server.db)
    const sessions = async () =>
      (
        await sql`select from auth.session s join auth."user" u on u.id = s."userId"
      where u.email = ${email}`.execute(server.db)
      ).rows.length
    const before = await sessions()
    const reply = await signIn(email)
    await sql`drop trigger overtake on auth.session`.execute(server.db)
    expect([reply.statusCode, reply.body, await sessions()]).toEqual([401, '["generic_401"]', before])
  })
})

describe('the cookie', () => {
  const refused = { origin: 'https://evil.example' }
  it.each(['refresh', 'sign-out'])('is useless to a foreign page: %s', async (path) => {
    const { cookie } = await member(`csrf_${path.replace('-', '')}`)
    for (const origin of ['https://evil.example', 'null', 'http://localhost:80.evil.example', 'file://']) {
      const reply = await post(server.app, path, undefined, { cookie, origin, host: 'localhost:80' })
      expect([origin, reply.statusCode, reply.body]).toEqual([origin, 403, '["generic_403"]'])
    }
    expect((await refresh(cookie)).statusCode).toBe(200)
  })

  it('is useless to an unencrypted page of our host where people come by https', async () => {
    const { email } = await member('downgraded')
    const { app } = await server.another({ BACKEND_URL: 'https://cruddur.example' })
    const cookie = cookieOf(await post(app, 'sign-in', { email, password }))
    const from = (origin: string, host: string) => post(app, 'refresh', undefined, { cookie, origin, host })
    for (const host of ['cruddur.example', 'other.example'])
      expect((await from(`http://${host}`, host)).json()).toEqual(['generic_403'])
    for (const host of ['cruddur.example', 'other.example'])
      expect((await from(`https://${host}`, host)).statusCode).toBe(200)
  })

  it('works for our pages, wherever they are served and whatever the host is called', async () => {
    const { cookie } = await member('frontend')
    const { app } = await server.another({ FRONTEND_URL: 'http://pages.example' })
    const from = (origin: string, host: string) => post(app, 'refresh', undefined, { cookie, origin, host })
    expect((await from('http://pages.example', 'api.example')).statusCode).toBe(200)
    expect((await from('http://localhost:4567', 'localhost:4567')).statusCode).toBe(200)
    expect((await post(app, 'refresh', undefined, { cookie, ...refused })).statusCode).toBe(403)
  })
})
