import { deleteAccount } from '@cruddur/contract/account'
import { changePassword, type SignedIn, signOutEverywhere } from '@cruddur/contract/identity'
import { hashPassword } from 'better-auth/crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readOutbox } from '../../mail/read-outbox.ts'
import { call } from '../../testing/contract-call.ts'
import { type IdentityApp, startIdentityApp } from './testing/identity-app.ts'
import { codeIn, cookieOf, cookiesOf, emailTo, password, post, signUpAndIn } from './testing/sign-up-and-in.ts'

let server: IdentityApp
beforeAll(async () => {
  server = await startIdentityApp()
})
afterAll(() => server.close())

type Signed = Awaited<ReturnType<typeof signUpAndIn>>
const member = (handle: string) => signUpAndIn(server.app, server.outbox, { handle })
const signIn = (email: string, given = password) => post(server.app, 'sign-in', { email, password: given })
const refreshes = async (cookie: string) => (await post(server.app, 'refresh', undefined, { cookie })).statusCode
const chosen = 'a new password'
const change = (as: Signed, args: object = {}, { app = server.app, cookie = as.cookie } = {}) =>
  call(app, changePassword, { password, new_password: chosen, ...args }, { as, headers: { cookie } })

describe('changing the password', () => {
  it('ends every session but that of the cookie, and tells the owner by e-mail', async () => {
    const worf = await member('worf')
    const elsewhere = cookieOf(await signIn(worf.email))
    const { reply, raw } = await change(worf)
    expect([reply, raw.headers['cache-control'], raw.headers['set-cookie']]).toEqual([
      { success: true },
      'no-store',
      undefined,
    ])
    expect([await refreshes(worf.cookie), await refreshes(elsewhere)]).toEqual([200, 401])
    expect([(await signIn(worf.email)).statusCode, (await signIn(worf.email, chosen)).statusCode]).toEqual([401, 200])
    expect((await emailTo(server.outbox, worf.email, 2)).subject).toBe('Your Cruddur password was changed')
  })

  it.each(['', 'refresh=unknown', 'other'])(
    'ends every session when the cookie is not their own: %j',
    async (given) => {
      const nth = String(given.length)
      const [data, lore] = [await member(`data_${nth}`), await member(`lore_${nth}`)]
      expect((await change(data, {}, { cookie: given === 'other' ? lore.cookie : given })).status).toBe(200)
      expect([await refreshes(data.cookie), await refreshes(lore.cookie)]).toEqual([401, 200])
    },
  )

  it('needs the current password, and changes nothing without it', async () => {
    const troi = await member('troi')
    for (const [args, codes] of [
      [{ password: 'wrong' }, ['password_wrong']],
      [{ password: '' }, ['password_blank']],
      [{ password: 5 }, ['password_blank']],
      [{ password: 'x'.repeat(1025) }, ['password_too_long']],
      [{ new_password: 'short' }, ['password_too_short']],
      [{ new_password: 'x'.repeat(129) }, ['password_too_long']],
      [{ password: undefined, new_password: undefined }, ['password_blank']],
    ] as const) {
      const answer = await change(troi, args)
      expect([args, answer.status, answer.codes]).toEqual([args, 422, codes])
    }
    expect([await refreshes(troi.cookie), (await signIn(troi.email)).statusCode]).toEqual([200, 200])
    expect((await call(server.app, changePassword, { password, new_password: chosen })).status).toBe(401)
  })

  it('fails if the password was changed since it was checked, for example by the owner with a code', async () => {
    const riker = await member('riker')
    const thief = await server.db.transaction().execute(async (owner) => {
      await sql`update auth.account set password = ${await hashPassword('by the owner')} where "userId" =
        (select id from auth."user" where email = ${riker.email})`.execute(owner)
      const changing = change(riker)
      const waiting = () =>
        sql`select from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock'`.execute(server.db)
      await expect.poll(async () => (await waiting()).rows.length, { timeout: 8_000 }).toBe(1)
      return () => changing
    })
    expect((await thief()).codes).toEqual(['password_wrong'])
    expect((await signIn(riker.email, chosen)).statusCode).toBe(401)
    expect((await signIn(riker.email, 'by the owner')).statusCode).toBe(200)
    expect(await refreshes(riker.cookie)).toBe(200)
  })
})

describe("guesses at one's own password", () => {
  const limited = () => server.another({ RATE_LIMIT_SIGN_IN_ACCOUNT: '3/15min' })

  it('are counted over all endpoints, before the password is checked; right passwords are not counted', async () => {
    const { app } = await limited()
    const picard = await member('picard')
    for (let n = 0; n < 5; n++) expect((await change(picard, { new_password: password }, { app })).status).toBe(200)
    const guesses = Array.from({ length: 20 }, (_, n) =>
      n % 2
        ? call(app, deleteAccount, { password: 'wrong' }, { as: picard })
        : change(picard, { password: 'wrong' }, { app }),
    )
    const statuses = (await Promise.all(guesses)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 422)).toHaveLength(3)
    expect(statuses.filter((status) => status === 429)).toHaveLength(17)
    // The right password is refused too.
    const refused = await change(picard, {}, { app })
    expect([refused.codes, Number(refused.raw.headers['retry-after']) > 800]).toEqual([['rate_limited'], true])
    expect((await signIn(picard.email)).statusCode).toBe(200)
  })

  it('are counted for the IP address together with sign-ins', async () => {
    const { app } = await server.another({ RATE_LIMIT_SIGN_IN_ADDRESS: '3/15min' })
    const crusher = await member('crusher')
    const from = (url: string, payload: object) =>
      app.inject({
        method: 'POST',
        url,
        payload,
        remoteAddress: '198.51.100.77',
        headers: { authorization: `Bearer ${crusher.token}` },
      })
    const wrong = { email: crusher.email, password: 'wrong', new_password: chosen }
    const paths = ['identity/password', 'identity/sign-in', 'profile/delete', 'identity/password']
    const replies = []
    for (const path of paths) replies.push((await from(`/api/${path}`, wrong)).statusCode)
    expect(replies).toEqual([422, 401, 422, 429])
  })

  it('are not used up by strangers who fail to sign in', async () => {
    const { app } = await limited()
    const geordi = await member('geordi')
    for (let n = 0; n < 4; n++) await post(app, 'sign-in', { email: geordi.email, password: 'wrong' })
    expect((await post(app, 'sign-in', { email: geordi.email, password })).statusCode).toBe(429)
    expect((await change(geordi, {}, { app })).status).toBe(200)
  })

  it('leave no password in the log', async () => {
    const secret = 'canary-password-77'
    const guinan = await member('guinan')
    await change(guinan, { password: secret })
    await change(guinan, { new_password: secret })
    expect(server.logged()).not.toContain(secret)
  })
})

describe('signing out everywhere', () => {
  it("ends every session of the person, and nobody else's, and removes the cookie", async () => {
    const [yar, barclay] = [await member('yar'), await member('barclay')]
    const elsewhere = cookieOf(await signIn(yar.email))
    const { reply, raw } = await call(server.app, signOutEverywhere, {}, { as: yar })
    expect(reply).toEqual({ success: true })
    expect(raw.headers['set-cookie']).toMatch(/^refresh=; Max-Age=0; Path=\/api\/identity/)
    expect([await refreshes(yar.cookie), await refreshes(elsewhere), await refreshes(barclay.cookie)]).toEqual([
      401, 401, 200,
    ])
    expect((await signIn(yar.email)).statusCode).toBe(200)
  })

  it('needs an access token: a cookie alone does nothing', async () => {
    const { cookie } = await member('pulaski')
    expect((await call(server.app, signOutEverywhere, {}, { headers: { cookie } })).codes).toEqual(['generic_401'])
    expect(await refreshes(cookie)).toBe(200)
  })
})

it('a sign-in is refused if the account is deleted meanwhile', async () => {
  const { email } = await member('vanishing')
  await sql`create function vanish() returns trigger language plpgsql as $$ begin
    delete from auth."user" where id = new."userId"; return new; end $$`.execute(server.db)
  await sql`create trigger vanish before insert on auth.session for each row execute function vanish()`.execute(
    server.db,
  )
  const reply = await signIn(email)
  await sql`drop trigger vanish on auth.session`.execute(server.db)
  expect([reply.statusCode, reply.body]).toEqual([401, '["generic_401"]'])
})

it('writes every e-mail in the language of the page', async () => {
  const email = 'alexander@example.com'
  const inGerman = { 'accept-language': 'de' }
  const ask = (path: string, payload: object, headers = {}) =>
    post(server.app, path, payload, { ...inGerman, ...headers })
  const account = { name: 'Alexander', email, handle: 'alexander', password }
  const signedUp = await ask('sign-up', account)
  await emailTo(server.outbox, email)
  await ask('resend', { email }, { cookie: cookiesOf(signedUp) })
  const code = codeIn(await emailTo(server.outbox, email, 2))
  await ask('confirm', { email, code }, { cookie: cookiesOf(signedUp) })
  await ask('sign-up', { ...account, handle: 'alexander_two' })
  await emailTo(server.outbox, email, 3)
  await ask('forgot', { email })
  await ask('reset', { email, code: codeIn(await emailTo(server.outbox, email, 4)), password: chosen })
  await emailTo(server.outbox, email, 5)
  const token = (await signIn(email, chosen)).json<SignedIn>().access_token
  const headers = inGerman
  const change = { password: chosen, new_password: password }
  await call(server.app, changePassword, change, { as: { token }, headers })
  await emailTo(server.outbox, email, 6)
  const again = (await signIn(email)).json<SignedIn>().access_token
  await call(server.app, deleteAccount, { password }, { as: { token: again }, headers })
  await emailTo(server.outbox, email, 7)
  const subjects = (await readOutbox(server.outbox)).filter(({ to }) => to === email).map(({ subject }) => subject)
  expect(subjects).toEqual([
    'Dein Bestätigungscode für Cruddur',
    'Dein Bestätigungscode für Cruddur',
    'Du hast schon ein Cruddur-Konto',
    'Dein Passwortcode für Cruddur',
    'Dein Cruddur-Passwort wurde geändert',
    'Dein Cruddur-Passwort wurde geändert',
    'Dein Cruddur-Konto ist gelöscht',
  ])
})
