import * as aws from '@aws-sdk/client-cognito-identity-provider'
import { type Ministack, ministackSuite, startMinistack } from '@cruddur/aws-emulators/ministack'
import type { UserPool } from '@cruddur/aws-emulators/user-pool'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { selectPersonBySub } from '../../../people/people.store.ts'
import { insertUnsettled } from './sign-ups.store.ts'
import { newcomer } from './testing/newcomer.ts'
import { startCognitoIdentity } from './testing/start-identity.ts'

const { title, skip } = await ministackSuite('passwords that a stranger chose for an address')

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

  /** The attributes of an account in the pool. */
  async function userOf(email: string): Promise<Record<string, string>> {
    const { UserAttributes = [] } = await client.send(
      new aws.AdminGetUserCommand({ UserPoolId: pool.userPoolId, Username: email }),
    )
    return Object.fromEntries(UserAttributes.map(({ Name = '', Value = '' }) => [Name, Value]))
  }
  async function tokenOf({ email, password }: { email: string; password: string }): Promise<string> {
    const AuthParameters = { USERNAME: email, PASSWORD: password }
    const signIn = { ClientId: pool.userPoolClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters } as const
    return (await client.send(new aws.InitiateAuthCommand(signIn))).AuthenticationResult?.AccessToken ?? ''
  }
  const refused = (code: string) => ({ codes: [code] })

  it('lets nobody in with a password that a stranger chose before, if the confirmation broke off', async () => {
    const owner = newcomer('broken_off')
    const stranger = { ...owner, password: 'A stranger 1 chose', browserId: 'of-a-stranger' }
    await under.identity.signUp(stranger)
    await under.identity.signUp(owner)
    const who = { ClientId: pool.userPoolClientId, Username: owner.email, ConfirmationCode: signUpCode }
    await client.send(new aws.ConfirmSignUpCommand(who))
    for (const each of [stranger, stranger, owner])
      await expect(under.identity.signIn(each)).rejects.toMatchObject(refused('generic_401'))
    await under.identity.forgotPassword(owner)
    await under.identity.resetPassword({ ...owner, code: resetCode })
    expect((await under.identity.signIn(owner)).sub).toBeTruthy()
  })

  it('sets nobody’s password if no sign-up waits any more', async () => {
    const owner = newcomer('waited_long')
    const stranger = { ...owner, password: 'A stranger 1 chose', browserId: 'of-a-stranger' }
    await under.identity.signUp(stranger)
    await under.identity.signUp(owner)
    await sql`update auth.cognito_sign_ups set expires_at = now() - interval '1 millisecond' where email = ${owner.email}`.execute(
      under.db,
    )
    await under.identity.confirmSignUp({ ...owner, code: signUpCode })
    for (const each of [stranger, owner])
      await expect(under.identity.signIn(each)).rejects.toMatchObject(refused('generic_401'))
  })

  it('gives the account what the later browser chose if the first sign-up has expired', async () => {
    const owner = { ...newcomer('came_later'), name: 'Came Later' }
    const stranger = { ...owner, name: 'Stranger', password: 'A stranger 1 chose', browserId: 'of-a-stranger' }
    await under.identity.signUp(stranger)
    await sql`update auth.cognito_sign_ups set expires_at = now() - interval '1 millisecond' where email = ${owner.email}`.execute(
      under.db,
    )
    await under.identity.signUp(owner)
    await expect(under.identity.confirmSignUp({ ...owner, code: '000000' })).rejects.toMatchObject(
      refused('code_invalid'),
    )
    expect((await userOf(owner.email)).name).toBe('Stranger')
    await under.identity.confirmSignUp({ ...owner, code: signUpCode })
    await expect(under.identity.signIn(stranger)).rejects.toMatchObject(refused('generic_401'))
    const { sub } = await under.identity.signIn(owner)
    expect((await userOf(owner.email)).name).toBe('Came Later')
    expect(await selectPersonBySub(under.db, sub)).toMatchObject({ display_name: 'Came Later' })
  })

  it('accepts no token of a stranger if we failed between confirming and replacing the password', async () => {
    const owner = newcomer('half_way')
    const stranger = { ...owner, password: 'A stranger 1 chose', browserId: 'of-a-stranger' }
    await under.identity.signUp(stranger)
    await under.identity.signUp(owner)
    const { sub = '' } = await userOf(owner.email)
    await insertUnsettled(under.db, sub)
    await sql`delete from auth.cognito_sign_ups where email = ${owner.email}`.execute(under.db)
    const who = { ClientId: pool.userPoolClientId, Username: owner.email, ConfirmationCode: signUpCode }
    await client.send(new aws.ConfirmSignUpCommand(who))
    const token = await tokenOf(stranger)
    expect(token).not.toBe('')
    await under.identity.verify(token)
    await expect.poll(() => under.identity.verify(token), { timeout: 1_000, interval: 10 }).toBeNull()
    expect(await selectPersonBySub(under.db, sub)).toBeNull()
    await expect(under.identity.signIn(stranger)).rejects.toMatchObject(refused('generic_401'))
  })
})
