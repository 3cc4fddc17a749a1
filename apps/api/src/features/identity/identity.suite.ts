import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Identity } from './identity.port.ts'

export type IdentityUnderTest = {
  identity: Identity
  /** The code of the newest e-mail to an address: for a sign-up, or for a new password. */
  codeFor(email: string, use?: 'new password'): Promise<string>
  /** Whether each sign-up for an address has a code of its own, or one code confirms whichever browser it is typed in. */
  codes: 'one for each sign-up' | 'one for the address'
  stop(): Promise<void>
}

const password = 'Correct horse 1 battery'
const browserId = 'the-only-browser'

/** What every identity provider does. */
export function identitySuite(start: () => Promise<IdentityUnderTest>): void {
  let under: IdentityUnderTest
  beforeAll(async () => {
    under = await start()
  })
  afterAll(() => under.stop())

  const refused = (code: string) => ({ codes: [code] })
  const newAccount = (handle: string) => ({ name: handle, email: `${handle}@example.com`, handle, password, browserId })
  async function join(handle: string) {
    const person = newAccount(handle)
    await under.identity.signUp(person)
    await under.identity.confirmSignUp({ ...person, code: await under.codeFor(person.email) })
    return person
  }

  async function newerCode(email: string, than: string): Promise<string> {
    await expect.poll(() => under.codeFor(email)).not.toBe(than)
    return under.codeFor(email)
  }

  it('takes a person from sign-up to a token that it verifies, and finds the account by its subject', async () => {
    const person = await join('suite_ada')
    const session = await under.identity.signIn(person)
    expect(await under.identity.verify(session.accessToken)).toMatchObject({ sub: session.sub })
    expect(await under.identity.findAccount(session.sub)).toEqual({
      sub: session.sub,
      name: 'suite_ada',
      handle: 'suite_ada',
    })
    expect(session.expiresIn).toBeGreaterThan(0)
    expect(session.refreshExpiresIn).toBeGreaterThan(session.expiresIn)
  })

  it('refreshes to tokens of the same person, also several times at once', async () => {
    const { sub, refreshToken } = await under.identity.signIn(await join('suite_bob'))
    const sessions = await Promise.all([1, 2, 3].map(() => under.identity.refreshSession(refreshToken)))
    for (const session of sessions) expect(await under.identity.verify(session.accessToken)).toMatchObject({ sub })
    expect((await under.identity.refreshSession(sessions[2]?.refreshToken ?? '')).sub).toBe(sub)
  })

  it('gives the account to the browser that types in the code, with what was chosen there', async () => {
    const owner = newAccount('suite_own')
    const attacker = { ...owner, password: 'Attacker 1 chose this', browserId: 'another-browser' }
    await under.identity.signUp(attacker)
    const otherCode = await under.codeFor(owner.email)
    await under.identity.signUp(owner)
    const code = under.codes === 'one for each sign-up' ? await newerCode(owner.email, otherCode) : otherCode
    if (under.codes === 'one for each sign-up') {
      await expect(under.identity.confirmSignUp({ ...owner, code: otherCode })).rejects.toMatchObject(
        refused('code_invalid'),
      )
    }
    const session = await under.identity.confirmSignUp({ ...owner, code })
    expect((await under.identity.signIn(owner)).sub).toBe(session?.sub)
    await expect(under.identity.signIn(attacker)).rejects.toMatchObject(refused('generic_401'))
    await expect(under.identity.confirmSignUp({ ...attacker, code: otherCode })).rejects.toMatchObject(
      refused('code_invalid'),
    )
    expect((await under.identity.signIn(owner)).sub).toBeTruthy()
  })

  it("sets nobody's password if another browser confirms and several have chosen one", async () => {
    const one = newAccount('suite_con')
    const two = { ...one, password: 'Another 1 chose this', browserId: 'another-browser' }
    await under.identity.signUp(one)
    const code = await under.codeFor(one.email)
    await under.identity.signUp(two)
    expect(await under.identity.confirmSignUp({ email: one.email, browserId: 'a-third-browser', code })).toBeNull()
    for (const each of [one, two])
      await expect(under.identity.signIn(each)).rejects.toMatchObject(refused('generic_401'))
  })

  it('signs in with the code, but only the browser that asked for the account', async () => {
    const here = newAccount('suite_here')
    await under.identity.signUp(here)
    const session = await under.identity.confirmSignUp({
      ...here,
      code: await under.codeFor(here.email),
      device: 'Tricorder',
    })
    expect(await under.identity.verify(session?.accessToken ?? '')).toMatchObject({ sub: session?.sub })
    expect((await under.identity.refreshSession(session?.refreshToken ?? '')).sub).toBe(session?.sub)
    expect(await under.identity.listSessions(session?.sub ?? '')).toMatchObject([{ device: 'Tricorder' }])
    const there = newAccount('suite_there')
    await under.identity.signUp(there)
    const proof = { ...there, browserId: 'another-browser', code: await under.codeFor(there.email) }
    expect(await under.identity.confirmSignUp(proof)).toBeNull()
    expect((await under.identity.signIn(there)).sub).toBeTruthy()
  })

  it('refuses the second address that wants a handle', async () => {
    await under.identity.signUp(newAccount('suite_one'))
    await expect(
      under.identity.signUp({ ...newAccount('suite_one'), email: 'suite_other@example.com' }),
    ).rejects.toMatchObject(refused('handle_taken'))
  })

  it('ends every session at sign-out', async () => {
    const person = await join('suite_eve')
    const [one, two] = [await under.identity.signIn(person), await under.identity.signIn(person)]
    await under.identity.signOut(one.refreshToken)
    for (const { refreshToken } of [one, two])
      await expect(under.identity.refreshSession(refreshToken)).rejects.toMatchObject(refused('generic_401'))
    await under.identity.signOut(one.refreshToken)
    await under.identity.signOut('nonsense')
  })

  it('refuses a wrong password, a wrong code, and an unconfirmed sign-up', async () => {
    const person = newAccount('suite_joe')
    const { email } = person
    await under.identity.signUp(person)
    const code = await under.codeFor(email)
    const wrong = code === '00000000' ? '00000001' : '00000000'
    await expect(under.identity.signIn(person)).rejects.toMatchObject(refused('user_not_confirmed'))
    await expect(under.identity.confirmSignUp({ email, browserId, code: wrong })).rejects.toMatchObject(
      refused('code_invalid'),
    )
    await under.identity.confirmSignUp({ email, browserId, code })
    const guess = { email, browserId, password: 'Wrong horse 1 battery' }
    await expect(under.identity.signIn(guess)).rejects.toMatchObject(refused('generic_401'))
    const nobody = { email: 'suite_nobody@example.com', password, browserId }
    await expect(under.identity.signIn(nobody)).rejects.toMatchObject(refused('generic_401'))
  })

  it('sets a new password with the code that it sent, and ends every session', async () => {
    const person = await join('suite_kim')
    const { email } = person
    const { refreshToken } = await under.identity.signIn(person)
    await under.identity.forgotPassword({ email })
    const chosen = { email, browserId, password: 'Another horse 2 battery' }
    await under.identity.resetPassword({ ...chosen, code: await under.codeFor(email, 'new password') })
    await expect(under.identity.refreshSession(refreshToken)).rejects.toMatchObject(refused('generic_401'))
    await expect(under.identity.signIn(person)).rejects.toMatchObject(refused('generic_401'))
    expect((await under.identity.signIn(chosen)).sub).toBeTruthy()
  })

  it('changes a password given the current one, and ends every session but the kept one', async () => {
    const person = await join('suite_lou')
    const [here, there] = [await under.identity.signIn(person), await under.identity.signIn(person)]
    const { sub } = here
    const chosen = 'Another horse 2 battery'
    const change = { sub, password, newPassword: chosen, keep: here.refreshToken }
    await expect(under.identity.changePassword({ ...change, password: 'wrong' })).rejects.toMatchObject(
      refused('password_wrong'),
    )
    expect((await under.identity.refreshSession(there.refreshToken)).sub).toBe(sub)
    await under.identity.changePassword(change)
    expect((await under.identity.refreshSession(here.refreshToken)).sub).toBe(sub)
    await expect(under.identity.refreshSession(there.refreshToken)).rejects.toMatchObject(refused('generic_401'))
    await expect(under.identity.changePassword(change)).rejects.toMatchObject(refused('password_wrong'))
    await under.identity.changePassword({ sub, password: chosen, newPassword: password })
    await expect(under.identity.refreshSession(here.refreshToken)).rejects.toMatchObject(refused('generic_401'))
    expect((await under.identity.signIn(person)).sub).toBe(sub)
  })

  it("ends every session of one person only, and knows the person's address and password", async () => {
    const [ann, ben] = [await join('suite_ann'), await join('suite_ben')]
    const [one, two, other] = [
      await under.identity.signIn(ann),
      await under.identity.signIn(ann),
      await under.identity.signIn(ben),
    ]
    await under.identity.signOutEverywhere(one.sub)
    for (const { refreshToken } of [one, two])
      await expect(under.identity.refreshSession(refreshToken)).rejects.toMatchObject(refused('generic_401'))
    expect((await under.identity.refreshSession(other.refreshToken)).sub).toBe(other.sub)
    expect(await under.identity.findEmail(one.sub)).toBe(ann.email)
    await under.identity.checkPassword({ sub: one.sub, password })
    await expect(under.identity.checkPassword({ sub: one.sub, password: 'wrong' })).rejects.toMatchObject(
      refused('password_wrong'),
    )
  })

  it('deletes an account, also twice, and lets the address sign up again', async () => {
    const person = await join('suite_sam')
    const { sub, refreshToken } = await under.identity.signIn(person)
    await under.identity.forgotPassword(person)
    await under.codeFor(person.email, 'new password')
    await under.identity.deleteAccount(sub)
    await under.identity.deleteAccount(sub)
    await expect(under.identity.signIn(person)).rejects.toMatchObject(refused('generic_401'))
    await expect(under.identity.refreshSession(refreshToken)).rejects.toMatchObject(refused('generic_401'))
    const proof = { sub, password, newPassword: password }
    await expect(under.identity.checkPassword(proof)).rejects.toMatchObject(refused('generic_401'))
    await expect(under.identity.changePassword(proof)).rejects.toMatchObject(refused('generic_401'))
    expect([await under.identity.findAccount(sub), await under.identity.findEmail(sub)]).toEqual([null, null])
    await under.identity.signUp({ ...person, handle: 'suite_sam_two' })
    await under.identity.confirmSignUp({ ...person, code: await under.codeFor(person.email) })
    expect((await under.identity.signIn(person)).sub).not.toBe(sub)
  })

  it('does nothing for an unknown address, and does not tell that it is unknown', async () => {
    const email = 'suite_unknown@example.com'
    await under.identity.forgotPassword({ email })
    await under.identity.resendCode({ email, browserId })
    await expect(under.identity.confirmSignUp({ email, browserId, code: '00000000' })).rejects.toMatchObject(
      refused('code_invalid'),
    )
    await expect(under.identity.resetPassword({ email, code: '00000000', password })).rejects.toMatchObject(
      refused('code_invalid'),
    )
  })

  it('publishes the keys that it signs with', async () => {
    const keys = await under.identity.publicKeys()
    expect(keys.length).toBeGreaterThan(0)
    for (const key of keys) expect(key).toMatchObject({ kty: 'RSA', alg: 'RS256', use: 'sig' })
  })
}
