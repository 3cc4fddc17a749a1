import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type IdentityApp, startIdentityApp } from './testing/identity-app.ts'
import { codeIn, cookiesOf, emailTo, password, post, signUpAndIn } from './testing/sign-up-and-in.ts'

let server: IdentityApp
beforeAll(async () => {
  server = await startIdentityApp()
})
afterAll(() => server.close())

const newcomer = (handle: string) => ({ name: handle, email: `${handle}@example.com`, handle, password })
const ask = (handle: string, more: object = {}) => post(server.app, 'sign-up', { ...newcomer(handle), ...more })
const sentCode = async (email: string, nth?: number) => codeIn(await emailTo(server.outbox, email, nth))
const confirm = (email: string, code: string, cookie = '') => post(server.app, 'confirm', { email, code }, { cookie })
const signIn = (email: string, given = password) => post(server.app, 'sign-in', { email, password: given })
const age = (column: string, email: string) =>
  sql`update auth.sign_ups set ${sql.raw(column)} = now() where email = ${email}`.execute(server.db)

describe('signing up', () => {
  it('takes a person from an address and a password to an access token', async () => {
    const ada = await signUpAndIn(server.app, server.outbox, { handle: 'ada', name: 'Ada Lovelace' })
    expect(ada).toMatchObject({ handle: 'ada', display_name: 'Ada Lovelace', face: null })
    const me = await server.app.inject({ url: '/api/identity/me', headers: { authorization: `Bearer ${ada.token}` } })
    expect(me.json()).toEqual({ uuid: ada.uuid, handle: 'ada', display_name: 'Ada Lovelace', face: null })
  })

  it("uses one subject: better-auth's id, the token's and that of the row in users", async () => {
    const { token, uuid } = await signUpAndIn(server.app, server.outbox, { handle: 'subject' })
    const { rows } = await sql<{ sub: string; id: string }>`
      select u.cognito_user_uuid as sub, a.id from users u, auth."user" a
      where u.uuid = ${uuid} and a.email = 'subject@example.com'`.execute(server.db)
    expect(rows[0]?.sub).toBe(rows[0]?.id)
    expect(await server.identity.verify(token)).toMatchObject({ sub: rows[0]?.id })
  })

  it('stores no address and no password outside the schema auth, and no plain code inside it', async () => {
    await ask('secretive')
    const code = await sentCode('secretive@example.com')
    const { rows } = await sql<{ row: string }>`
      select to_jsonb(s)::text as row from auth.sign_ups s where handle = 'secretive'`.execute(server.db)
    expect(rows[0]?.row).not.toContain(`"${code}"`)
    expect(rows[0]?.row).not.toContain(password)
    await confirm('secretive@example.com', code)
    const { rows: people } = await sql<{ row: string }>`select to_jsonb(u)::text as row from users u`.execute(server.db)
    expect(people.map(({ row }) => row).join()).not.toMatch(/@example|password/)
  })

  it.each([
    ['no name', { name: undefined }, ['display_name_blank']],
    ['a blank name', { name: ' \u200b ' }, ['display_name_blank']],
    ['a reserved handle', { handle: 'Admin' }, ['handle_reserved']],
    ['no handle', { handle: undefined }, ['handle_blank']],
    ['a short password', { password: '1234567' }, ['password_too_short']],
    ['a common password', { password: 'Password1' }, ['password_too_common']],
    ['a password of digits in order', { password: '12345678' }, ['password_too_common']],
    ['a password of blanks', { password: '        ' }, ['password_blank']],
    ['a password that draws nothing', { password: '\u200b'.repeat(8) }, ['password_blank']],
    ['a password of lone surrogates', { password: '\ud800'.repeat(8) }, ['password_invalid']],
    ['a password of 129', { password: 'x'.repeat(129) }, ['password_too_long']],
    ['an address with a line break', { email: 'a@example.com\nbcc: b@example.com' }, ['email_invalid']],
  ])('refuses %s', async (_what, more, codes) => {
    const reply = await ask('refused', more)
    expect([reply.statusCode, reply.json()]).toEqual([422, codes])
  })

  it('refuses a handle that somebody has or that a sign-up holds, in any case', async () => {
    await signUpAndIn(server.app, server.outbox, { handle: 'taken' })
    await ask('held')
    expect((await ask('TaKeN', { email: 'other@example.com' })).json()).toEqual(['handle_taken'])
    expect((await ask('Held', { email: 'other@example.com' })).json()).toEqual(['handle_taken'])
  })

  it.each([
    ['a one for an l', 'willow_rn', 'wi1low_rn'],
    ['a zero for an o', 'leonardo', 'leonard0'],
    ['rn for m', 'gamma_ray', 'garnrna_ray'],
    ['vv for w', 'wolfgang', 'vvolfgang'],
    ['two underscores for one', 'under_line', 'under__line'],
  ])('refuses a handle that looks like one that exists or is held: %s', async (_what, handle, likeness) => {
    await sql`insert into users (cognito_user_uuid, handle, display_name)
      values (gen_random_uuid(), ${handle}, 'The first')`.execute(server.db)
    expect((await ask(likeness)).json()).toEqual(['handle_taken'])
    expect((await ask(`${likeness}_held`)).statusCode).toBe(200)
    const other = { email: 'other@example.com' }
    expect((await ask(`${handle}_held`, other)).json()).toEqual(['handle_taken'])
  })

  it('takes the two forms of an international address for one account', async () => {
    const email = 'me@xn--bcher-kva.example'
    await ask('bookworm', { email: 'Me@Bücher.example' })
    expect((await confirm('me@bücher.example', await sentCode(email))).statusCode).toBe(200)
    expect((await signIn(email)).json().user.handle).toBe('bookworm')
    expect((await signIn('me@BÜCHER.example')).json().user.handle).toBe('bookworm')
  })

  it('gives a handle to exactly one of many who ask for it at once', async () => {
    const replies = await Promise.all(
      Array.from({ length: 8 }, (_, n) => ask('popular', { email: `popular${n}@example.com` })),
    )
    expect(replies.map(({ statusCode }) => statusCode).sort()).toEqual([200, ...Array(7).fill(422)])
  })
})

describe('a sign-up that is not confirmed', () => {
  it('is kept apart from those of other browsers: the password of a stranger never works (pre-hijack)', async () => {
    await ask('squatter', { email: 'victim@example.com', password: "attacker's choice" })
    const first = await sentCode('victim@example.com', 1)
    const cookie = cookiesOf(await ask('victim'))
    const second = await sentCode('victim@example.com', 2)
    expect((await confirm('victim@example.com', first, cookie)).json()).toEqual(['code_invalid'])
    expect((await confirm('victim@example.com', second, cookie)).statusCode).toBe(200)
    expect((await signIn('victim@example.com', "attacker's choice")).statusCode).toBe(401)
    expect((await signIn('victim@example.com')).json().user.handle).toBe('victim')
    // Nor does the first sign-up's handle stay held.
    expect((await ask('squatter')).statusCode).toBe(200)
  })

  it('survives a later sign-up of a stranger with the same handle, and does not take its code', async () => {
    const cookie = cookiesOf(await ask('ann_real'))
    const own = await sentCode('ann_real@example.com', 1)
    await ask('ann_real', { password: "attacker's choice" })
    const other = await sentCode('ann_real@example.com', 2)
    expect((await confirm('ann_real@example.com', other, cookie)).json()).toEqual(['code_invalid'])
    expect((await confirm('ann_real@example.com', own, cookie)).statusCode).toBe(200)
    expect((await signIn('ann_real@example.com')).statusCode).toBe(200)
    expect((await signIn('ann_real@example.com', "attacker's choice")).statusCode).toBe(401)
  })

  it.each([1, 2])(
    'confirmed in another browser while several are pending (code %i) gets no password but by a reset',
    async (nth) => {
      const email = `elsewhere_${nth}@example.com`
      await ask(`elsewhere_${nth}`, { password: 'the first password' })
      await ask(`elsewhere_${nth}`, { password: 'the second password' })
      expect((await confirm(email, await sentCode(email, nth))).statusCode).toBe(200)
      for (const given of ['the first password', 'the second password'])
        expect((await signIn(email, given)).json()).toEqual(['generic_401'])
      await post(server.app, 'forgot', { email })
      const reset = { email, code: await sentCode(email, 3), password: 'by the owner' }
      expect((await post(server.app, 'reset', reset)).statusCode).toBe(200)
      expect((await signIn(email, 'by the owner')).statusCode).toBe(200)
    },
  )

  it('can be confirmed without a cookie, by clients that keep none', async () => {
    await ask('cookieless')
    const code = await sentCode('cookieless@example.com')
    expect((await confirm('cookieless@example.com', `${code.slice(0, 4)} ${code.slice(4)}`)).statusCode).toBe(200)
    expect((await signIn('cookieless@example.com')).statusCode).toBe(200)
  })

  it('is replaced by the next one of the same browser', async () => {
    const cookie = cookiesOf(await ask('changed_mind', { password: 'mistyped password' }))
    const first = await sentCode('changed_mind@example.com', 1)
    await post(server.app, 'sign-up', newcomer('changed_mind'), { cookie })
    const second = await sentCode('changed_mind@example.com', 2)
    expect((await confirm('changed_mind@example.com', first, cookie)).json()).toEqual(['code_invalid'])
    expect((await confirm('changed_mind@example.com', second, cookie)).statusCode).toBe(200)
    expect((await signIn('changed_mind@example.com')).statusCode).toBe(200)
  })

  it('names the handle in the e-mail, so that the owner sees whose sign-up it is', async () => {
    await ask('named', { name: 'Visit http://evil.example' })
    const { text } = await emailTo(server.outbox, 'named@example.com')
    expect(text).toContain('@named')
    expect(text).not.toContain('evil.example')
  })

  it('holds its handle for 24 hours, and then neither handle nor code', async () => {
    await ask('holder')
    const code = await sentCode('holder@example.com')
    await age('expires_at', 'holder@example.com')
    await sql`update auth.held_handles set expires_at = now() - interval '1 millisecond' where email = 'holder@example.com'`.execute(
      server.db,
    )
    expect((await ask('holder', { email: 'heir@example.com' })).statusCode).toBe(200)
    expect((await confirm('holder@example.com', code)).json()).toEqual(['code_invalid'])
    expect((await signIn('holder@example.com')).json()).toEqual(['generic_401'])
  })

  it('cannot sign in, and only the right password is told why', async () => {
    await ask('early')
    const right = await signIn('early@example.com')
    expect([right.statusCode, right.json()]).toEqual([403, ['user_not_confirmed']])
    expect((await signIn('early@example.com', 'wrong password')).json()).toEqual(['generic_401'])
  })
})

describe('confirming', () => {
  const wrong = (code: string) => String((Number(code) + 1) % 100_000_000).padStart(8, '0')

  it('invalidates a code after five attempts, until another is sent', async () => {
    await ask('guesser')
    const code = await sentCode('guesser@example.com')
    for (let n = 0; n < 5; n++)
      expect((await confirm('guesser@example.com', wrong(code))).json()).toEqual(['code_invalid'])
    expect((await confirm('guesser@example.com', code)).json()).toEqual(['code_invalid'])
    await post(server.app, 'resend', { email: 'guesser@example.com' })
    expect((await confirm('guesser@example.com', await sentCode('guesser@example.com', 2))).statusCode).toBe(200)
  })

  it('counts attempts that are made at once', async () => {
    await ask('hasty')
    const code = await sentCode('hasty@example.com')
    await Promise.all(Array.from({ length: 12 }, () => confirm('hasty@example.com', wrong(code))))
    expect((await confirm('hasty@example.com', code)).json()).toEqual(['code_invalid'])
  })

  it('refuses a code that is too old, and one that was replaced', async () => {
    await ask('slow')
    const first = await sentCode('slow@example.com')
    await age('code_expires_at', 'slow@example.com')
    expect((await confirm('slow@example.com', first)).json()).toEqual(['code_invalid'])
    await post(server.app, 'resend', { email: 'slow@example.com' })
    const second = await sentCode('slow@example.com', 2)
    if (first !== second) expect((await confirm('slow@example.com', first)).json()).toEqual(['code_invalid'])
    expect((await confirm('slow@example.com', second)).statusCode).toBe(200)
  })

  it('creates one account if it is confirmed twice at once', async () => {
    await ask('double')
    const code = await sentCode('double@example.com')
    const replies = await Promise.all([confirm('double@example.com', code), confirm('double@example.com', code)])
    expect(replies.map(({ statusCode }) => statusCode)).toContain(200)
    for (const { statusCode } of replies) expect([200, 422]).toContain(statusCode)
    const { rows } = await sql`select from auth.account where "accountId" = (
      select id::text from auth."user" where email = 'double@example.com')`.execute(server.db)
    expect(rows).toHaveLength(1)
    expect((await signIn('double@example.com')).statusCode).toBe(200)
  })

  it('refuses if somebody else has got the handle meanwhile', async () => {
    await ask('contested')
    await sql`insert into users (cognito_user_uuid, handle, display_name)
      values (gen_random_uuid(), 'contested', 'Another')`.execute(server.db)
    const reply = await confirm('contested@example.com', await sentCode('contested@example.com'))
    expect([reply.statusCode, reply.json()]).toEqual([422, ['handle_taken']])
  })
})
