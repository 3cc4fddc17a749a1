import * as aws from '@aws-sdk/client-cognito-identity-provider'
import { type Ministack, ministackSuite, startMinistack } from '@cruddur/aws-emulators/ministack'
import type { UserPool } from '@cruddur/aws-emulators/user-pool'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { selectPersonBySub } from '../../../people/people.store.ts'
import { identitySuite } from '../identity.suite.ts'
import { srpSignIn } from './testing/srp-sign-in.ts'
import { startCognitoIdentity } from './testing/start-identity.ts'

const { title, skip } = await ministackSuite('identity in Cognito')

/** The codes of ministack. */
const signUpCode = '123456'
const resetCode = '654321'

describe.skipIf(skip)(title, () => {
  let cloud: Ministack
  let pool: UserPool
  let client: aws.CognitoIdentityProviderClient
  let under: Awaited<ReturnType<typeof startCognitoIdentity>>
  beforeAll(async () => {
    cloud = await startMinistack({ iam: true })
    client = new aws.CognitoIdentityProviderClient(cloud)
    pool = await cloud.createUserPool()
    under = await startCognitoIdentity(pool)
  })
  afterAll(async () => {
    await under?.stop()
    client?.destroy()
    await cloud?.stop()
  })

  describe('what every provider does', () =>
    identitySuite(async () => {
      const started = await startCognitoIdentity(await cloud.createUserPool())
      const codeFor = async (_email: string, use?: 'new password') => (use ? resetCode : signUpCode)
      return { ...started, codeFor, codes: 'one for the address' }
    }))

  const password = 'Correct horse 1 battery'
  const newcomer = (handle: string) => ({
    name: handle,
    email: `${handle}@example.com`,
    handle,
    password,
    browserId: 'a-browser',
  })
  async function join(handle: string) {
    const person = newcomer(handle)
    await under.identity.signUp(person)
    await under.identity.confirmSignUp({ ...person, code: signUpCode })
    return person
  }
  /** Signs up past our server, as the original's pages do. */
  async function joinElsewhere(handle: string, attributes: Record<string, string> = {}) {
    const email = `${handle.toLowerCase()}@example.com`
    const all = { email, name: handle, preferred_username: handle, ...attributes }
    const UserAttributes = Object.entries(all).map(([Name, Value]) => ({ Name, Value }))
    const who = { ClientId: pool.userPoolClientId, Username: email }
    await client.send(new aws.SignUpCommand({ ...who, Password: password, UserAttributes }))
    await client.send(new aws.ConfirmSignUpCommand({ ...who, ConfirmationCode: signUpCode }))
    return { email, password }
  }
  async function tokenOf({ email, password }: { email: string; password: string }): Promise<string> {
    const AuthParameters = { USERNAME: email, PASSWORD: password }
    const signIn = { ClientId: pool.userPoolClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters } as const
    return (await client.send(new aws.InitiateAuthCommand(signIn))).AuthenticationResult?.AccessToken ?? ''
  }
  const refused = (code: string) => ({ codes: [code] })

  it('takes a token that another program has got by SRP, and gives its person a row', async () => {
    const { accessToken } = await srpSignIn(pool, await joinElsewhere('amplified', { name: 'Am Plified' }))
    const caller = await under.identity.verify(accessToken)
    expect(caller).toMatchObject({ sub: expect.any(String), sessionId: expect.any(String) })
    expect(await selectPersonBySub(under.db, caller?.sub ?? '')).toMatchObject({
      handle: 'amplified',
      display_name: 'Am Plified',
    })
  })

  it.each([
    ['a handle that somebody has', 'amplified', 'amplified_'],
    ['a reserved handle', 'admin', 'person_'],
    ['letters that handles cannot have', 'Élan.Vital', 'elan_vital'],
    ['no handle at all', '', 'person_'],
  ])('finds a handle for an account of another program with %s', async (_name, wanted, handle) => {
    const who = await joinElsewhere(`elsewhere_${handle.slice(0, 4)}${wanted.length}`, { preferred_username: wanted })
    const caller = await under.identity.verify(await tokenOf(who))
    expect((await selectPersonBySub(under.db, caller?.sub ?? ''))?.handle).toMatch(new RegExp(`^${handle}`))
  })

  it('ends the sessions of other programs too, and takes the tokens of the next sign-in', async () => {
    const person = await join('everywhere')
    const [here, there] = [await under.identity.signIn(person), await srpSignIn(pool, person)]
    for (const token of [here.accessToken, there.accessToken])
      expect(await under.identity.verify(token)).toMatchObject({ sub: here.sub })
    await under.identity.signOutEverywhere(here.sub)
    for (const token of [here.accessToken, there.accessToken])
      await expect.poll(() => under.identity.verify(token), { timeout: 1_000, interval: 10 }).toBeNull()
    const AuthParameters = { REFRESH_TOKEN: there.refreshToken }
    const refresh = { ClientId: pool.userPoolClientId, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters } as const
    await expect(client.send(new aws.InitiateAuthCommand(refresh))).rejects.toThrow(
      expect.objectContaining({ name: 'NotAuthorizedException' }),
    )
    const again = await under.identity.signIn(person)
    expect(await under.identity.verify(again.accessToken)).toMatchObject({ sub: here.sub })
  })

  it('names the session in its access tokens, and ends one alone', async () => {
    const person = await join('one_of_two')
    const [one, two] = [await under.identity.signIn({ ...person, device: 'One' }), await under.identity.signIn(person)]
    const caller = await under.identity.verify(one.accessToken)
    const listed = await under.identity.listSessions(one.sub)
    expect(listed.find(({ device }) => device === 'One')?.id).toBe(caller?.sessionId)
    const ended = { sub: one.sub, id: caller?.sessionId ?? '' }
    expect(await under.identity.endSession({ ...ended, sub: ended.id })).toBe(false)
    expect([await under.identity.endSession(ended), await under.identity.endSession(ended)]).toEqual([true, false])
    await expect.poll(() => under.identity.verify(one.accessToken), { timeout: 1_000, interval: 10 }).toBeNull()
    await expect(under.identity.refreshSession(one.refreshToken)).rejects.toMatchObject(refused('generic_401'))
    expect(await under.identity.verify(two.accessToken)).toMatchObject({ sub: two.sub })
    expect((await under.identity.refreshSession(two.refreshToken)).sub).toBe(two.sub)
  })

  it('ends a session here when Cognito has ended it', async () => {
    const person = newcomer('disabled')
    await under.identity.signUp(person)
    const session = await under.identity.confirmSignUp({ ...person, code: signUpCode })
    const { sub = '', refreshToken = '' } = session ?? {}
    await client.send(new aws.AdminDisableUserCommand({ UserPoolId: pool.userPoolId, Username: sub }))
    await expect(under.identity.refreshSession(refreshToken)).rejects.toMatchObject(refused('generic_401'))
    expect(await under.identity.listSessions(sub)).toEqual([])
  })

  it('stores nothing that opens a session: not our token, and not that of Cognito', async () => {
    const { refreshToken } = await under.identity.signIn(await join('sealed_up'))
    const { rows } = await sql<{ row: string }>`select to_jsonb(s)::text as row from auth.cognito_sessions s`.execute(
      under.db,
    )
    const all = rows.map(({ row }) => row).join()
    expect(all).not.toContain(refreshToken)
    // Sealed bytes may spell the beginning of a token, but they have no dots.
    expect(all).not.toMatch(/eyJ[\w-]*\./)
  })

  it('answers the sign-up of an address with an account like any other, and tells only its owner', async () => {
    const { email } = await join('existing')
    const stranger = { ...newcomer('stranger'), email, password: 'A stranger 1 chose', browserId: 'of-a-stranger' }
    await under.identity.signUp(stranger)
    await expect
      .poll(() => under.emails.map(({ to, subject }) => `${to} ${subject}`))
      .toContain(`${email} You already have a Cruddur account`)
    await expect(under.identity.signIn(stranger)).rejects.toMatchObject(refused('user_not_confirmed'))
    await expect(under.identity.confirmSignUp({ ...stranger, code: signUpCode })).rejects.toMatchObject(
      refused('code_invalid'),
    )
  })

  it('tells nothing of an address, also where the client of the pool is made to', async () => {
    const legacy = await startCognitoIdentity(
      await cloud.createUserPool({ client: { PreventUserExistenceErrors: 'LEGACY' } }),
    )
    const nobody = newcomer('nobody_here')
    await legacy.identity.forgotPassword(nobody)
    await legacy.identity.resendCode(nobody)
    await expect(legacy.identity.signIn(nobody)).rejects.toMatchObject(refused('generic_401'))
    for (const attempt of [legacy.identity.confirmSignUp, legacy.identity.resetPassword])
      await expect(attempt({ ...nobody, code: signUpCode })).rejects.toMatchObject(refused('code_invalid'))
    await legacy.stop()
  })

  it('says so when the pool wants more of a password than we do', async () => {
    const strict = await cloud.createUserPool()
    const Policies = { PasswordPolicy: { MinimumLength: 12, RequireSymbols: true, RequireUppercase: true } }
    await client.send(new aws.UpdateUserPoolCommand({ UserPoolId: strict.userPoolId, Policies }))
    const { identity, stop } = await startCognitoIdentity(strict)
    await expect(identity.signUp({ ...newcomer('simple'), password: 'correct horse' })).rejects.toMatchObject(
      refused('password_too_simple'),
    )
    await stop()
  })

  it.each([
    ['a flow that the client does not allow', { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] }, /flow not enabled/i],
    ['a secret that the client has', { GenerateSecret: true }, /SECRET_HASH|secret/i],
  ] as const)('is unavailable, and tells the operator why, with %s', async (_name, settings, reason) => {
    const wrong = await startCognitoIdentity(await cloud.createUserPool({ client: settings as never }))
    await expect(wrong.identity.signIn(newcomer('operator'))).rejects.toMatchObject(refused('identity_unavailable'))
    expect(wrong.logged()).toMatch(reason)
    expect(wrong.logged()).not.toContain('operator@')
    await wrong.stop()
  })
})
