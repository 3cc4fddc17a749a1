import { deleteAccount, exportAccount } from '@cruddur/contract/account'
import { listSessions, signOutEverywhere } from '@cruddur/contract/identity'
import * as contract from '@cruddur/contract/passkeys/passkeys'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call } from '../../testing/contract-call.ts'
import { relyingPartyOf } from './embedded/passkeys/relying-party.ts'
import { unmatchableHash } from './embedded/passwords.ts'
import { type Ceremony, createAuthenticator } from './testing/authenticator.ts'
import { type IdentityApp, startIdentityApp } from './testing/identity-app.ts'
import { cookieOf, cookiesOf, emailTo, password, post, signUpAndIn } from './testing/sign-up-and-in.ts'

const origin = 'https://cruddur.example'
const site = { origin, rpId: 'cruddur.example' }
let server: IdentityApp
beforeAll(async () => {
  server = await startIdentityApp({ FRONTEND_URL: origin, BACKEND_URL: origin })
})
afterAll(() => server.close())

type Signed = Awaited<ReturnType<typeof signUpAndIn>>
type Changes = Partial<Ceremony>

/** The subject that an access token names. */
const subOf = ({ token }: Signed): string =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).sub
const start = (as: Signed, typed = password) => call(server.app, contract.startPasskey, { password: typed }, { as })
const add = (as: Signed, credential: unknown, name?: string) =>
  call(server.app, contract.addPasskey, { credential, name }, { as })

/** A person with a passkey. */
async function memberWithPasskey(handle: string) {
  const as = await signUpAndIn(server.app, server.outbox, { handle })
  const authenticator = createAuthenticator()
  const { challenge } = (await start(as)).reply
  const { reply, status, raw } = await add(as, authenticator.create({ ...site, challenge }), 'My phone')
  expect(status, raw.body).toBe(200)
  return { as, authenticator, passkey: reply }
}

async function challengeOf(app = server.app): Promise<string> {
  return (await call(app, contract.startPasskeySignIn, {})).reply.options?.challenge ?? ''
}
const userAgent = 'Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0'
const send = (credential: object) => post(server.app, 'passkeys/sign-in', { credential }, { 'user-agent': userAgent })

async function signInWith({ as, authenticator }: Awaited<ReturnType<typeof memberWithPasskey>>, changes: Changes = {}) {
  const challenge = await challengeOf()
  return send(authenticator.get({ ...site, challenge, ...changes }, subOf(as)))
}

describe('a passkey', () => {
  it('is added after the password, listed, renamed and removed, and the owner is told by e-mail', async () => {
    const { as, authenticator, passkey } = await memberWithPasskey('holder')
    expect(passkey).toMatchObject({ name: 'My phone', last_used_at: null })
    expect((await emailTo(server.outbox, as.email, 2)).subject).toBe('A passkey was added to your Cruddur account')
    // The browser then does not offer the same authenticator again.
    expect((await start(as)).reply).toMatchObject({
      excludeCredentials: [{ id: authenticator.id }],
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      rp: { id: 'cruddur.example' },
    })
    const { uuid } = passkey
    for (const name of ['a\0b', ' ', 'a'.repeat(51)])
      expect((await call(server.app, contract.renamePasskey, { uuid, name }, { as })).codes, name).toEqual([
        'passkey_name_invalid',
      ])
    await call(server.app, contract.renamePasskey, { uuid, name: 'Old phone' }, { as })
    const list = async () => (await call(server.app, contract.listPasskeys, {}, { as })).reply
    expect(await list()).toMatchObject({ rp_id: 'cruddur.example', passkeys: [{ uuid, name: 'Old phone' }] })
    expect((await call(server.app, contract.removePasskey, { uuid }, { as })).status).toBe(200)
    expect((await list()).passkeys).toEqual([])
    expect((await call(server.app, contract.removePasskey, { uuid }, { as })).codes).toEqual(['passkey_not_found'])
  })

  it('needs the right password, a challenge of the person that is used once, our origin, and a verified person', async () => {
    const { as: other } = await memberWithPasskey('other')
    const as = await signUpAndIn(server.app, server.outbox, { handle: 'careful' })
    expect((await start(as, 'not the password')).codes).toEqual(['password_wrong'])
    const fresh = async (who = as) => (await start(who)).reply.challenge
    const wrong: Ceremony[] = [
      { ...site, challenge: await fresh(other) },
      { ...site, challenge: 'made-up' },
      { ...site, challenge: await challengeOf() },
      { ...site, challenge: await fresh(), origin: 'https://evil.example' },
      { ...site, challenge: await fresh(), rpId: 'evil.example' },
      { ...site, challenge: await fresh(), verified: false },
    ]
    for (const ceremony of wrong)
      expect((await add(as, createAuthenticator().create(ceremony))).codes).toEqual(['passkey_invalid'])
    const challenge = await fresh()
    const made = createAuthenticator().create({ ...site, challenge })
    expect((await add(as, made)).status).toBe(200)
    expect((await add(as, made)).codes).toEqual(['passkey_invalid'])
    const late = createAuthenticator().create({ ...site, challenge: await fresh() })
    await sql`update auth.passkey_challenges set expires_at = now() - interval '1 millisecond'`.execute(server.db)
    expect((await add(as, late)).codes).toEqual(['passkey_invalid'])
  })

  it('of somebody else cannot be seen, renamed or removed', async () => {
    const { passkey } = await memberWithPasskey('private')
    const { as } = await memberWithPasskey('curious')
    const { uuid } = passkey
    expect((await call(server.app, contract.renamePasskey, { uuid, name: 'Mine' }, { as })).codes).toEqual([
      'passkey_not_found',
    ])
    expect((await call(server.app, contract.removePasskey, { uuid }, { as })).codes).toEqual(['passkey_not_found'])
  })

  it('that is the only way to sign in stays', async () => {
    const { as, passkey } = await memberWithPasskey('only_way')
    await sql`update auth.account set password = ${unmatchableHash} where "userId" = ${subOf(as)}`.execute(server.db)
    const remove = () => call(server.app, contract.removePasskey, { uuid: passkey.uuid }, { as })
    expect((await remove()).codes).toEqual(['passkey_last'])
  })

  it('is exported and deleted with the account', async () => {
    const { as } = await memberWithPasskey('leaving')
    const { raw } = await call(server.app, exportAccount, {}, { as })
    expect(raw.json().passkeys).toMatchObject([{ name: 'My phone', last_used_at: null }])
    await start(as)
    await call(server.app, deleteAccount, { password }, { as })
    for (const table of ['passkeys', 'passkey_challenges']) {
      const { rows } = await sql`select from ${sql.table(`auth.${table}`)}
        where user_id = ${subOf(as)}`.execute(server.db)
      expect(rows).toEqual([])
    }
  })
})

describe('signing in by a passkey', () => {
  it('starts the same session as a password: refreshed, listed with its device, and ended with all others', async () => {
    const owner = await memberWithPasskey('signer')
    const reply = await signInWith(owner)
    expect(reply.statusCode, reply.body).toBe(200)
    expect(Object.keys(reply.json()).sort()).toEqual(['access_token', 'expires_in', 'user'])
    const byPassword = await post(server.app, 'sign-in', { email: owner.as.email, password })
    const shape = (cookies: string) => cookies.replaceAll(/=[\w.-]+/g, '=?')
    expect(shape(cookiesOf(reply))).toBe(shape(cookiesOf(byPassword)))

    const refreshed = await post(server.app, 'refresh', undefined, { cookie: cookieOf(reply) })
    const as = { token: refreshed.json().access_token }
    const { reply: sessions } = await call(server.app, listSessions, {}, { as })
    expect(sessions.filter(({ current }) => current)).toMatchObject([{ device: 'Firefox on Windows' }])
    expect(sessions).toHaveLength(3)
    const { passkeys } = (await call(server.app, contract.listPasskeys, {}, { as })).reply
    expect(passkeys[0]?.last_used_at).not.toBeNull()

    await call(server.app, signOutEverywhere, {}, { as: owner.as })
    expect((await post(server.app, 'refresh', undefined, { cookie: cookieOf(refreshed) })).statusCode).toBe(401)
    await expect.poll(() => server.identity.verify(as.token)).toBeNull()
  })

  it('is refused, always in the same way, for whatever is not right', async () => {
    const owner = await memberWithPasskey('guarded')
    const { as, authenticator } = owner
    const stranger = createAuthenticator()
    const sub = subOf(as)
    const once = authenticator.get({ ...site, challenge: await challengeOf() }, sub)
    const broken = authenticator.get({ ...site, challenge: await challengeOf() }, sub)
    const replies = [
      await send(stranger.get({ ...site, challenge: await challengeOf() }, sub)),
      await send(authenticator.get({ ...site, challenge: await challengeOf() }, 'somebody else')),
      await send({ ...stranger.get({ ...site, challenge: await challengeOf() }, sub), id: authenticator.id }),
      await send({ ...broken, response: { ...broken.response, signature: 'AAAA' } }),
      await signInWith(owner, { challenge: 'made-up' }),
      await signInWith(owner, { challenge: (await start(as)).reply.challenge }),
      await signInWith(owner, { origin: 'https://evil.example' }),
      await signInWith(owner, { rpId: 'evil.example' }),
      await signInWith(owner, { verified: false }),
    ]
    expect(replies.map(({ statusCode, body }) => `${statusCode} ${body}`)).toEqual(
      replies.map(() => '401 ["generic_401"]'),
    )
    expect((await send(once)).statusCode).toBe(200)
    expect((await send(once)).statusCode).toBe(401)
    expect(server.logged()).not.toContain(authenticator.id)
  })

  it('has the limits of passwords: for each passkey, and for each address', async () => {
    const { authenticator, as } = await memberWithPasskey('limited')
    const { app } = await server.another({ RATE_LIMIT_SIGN_IN_ACCOUNT: '2/15min' })
    const wrong = () =>
      post(app, 'passkeys/sign-in', {
        credential: authenticator.get({ ...site, challenge: 'made-up' }, subOf(as)),
      })
    expect([await wrong(), await wrong(), await wrong()].map(({ statusCode }) => statusCode)).toEqual([401, 401, 429])
  })
})

describe('the site of passkeys', () => {
  it.each([
    ['https://cruddur.example', 'cruddur.example', ['https://cruddur.example']],
    ['http://127.0.0.1:4567', 'localhost', ['http://localhost:4567']],
    ['http://localhost:4567', 'localhost', ['http://localhost:4567']],
    ['https://app.cruddur.example,https://api.cruddur.example', 'app.cruddur.example', ['https://app.cruddur.example']],
  ])('at %s is %s', (pages, id, origins) => {
    expect(relyingPartyOf(pages.split(','))).toEqual({ id, origins })
  })

  it.each(['http://cruddur.example', 'https://192.0.2.1', 'http://192.168.1.2:4567'])('is none at %s', (page) => {
    expect(relyingPartyOf([page])).toBeNull()
  })

  it('that is none makes the API say so', async () => {
    const plain = await startIdentityApp({ FRONTEND_URL: 'http://cruddur.example' })
    const as = await signUpAndIn(plain.app, plain.outbox, { handle: 'plain' })
    expect((await call(plain.app, contract.listPasskeys, {}, { as })).reply).toEqual({ rp_id: null, passkeys: [] })
    expect((await call(plain.app, contract.startPasskeySignIn, {})).reply).toEqual({ options: null })
    expect((await call(plain.app, contract.startPasskey, { password }, { as })).codes).toEqual(['passkeys_unavailable'])
    await plain.close()
  })
})
