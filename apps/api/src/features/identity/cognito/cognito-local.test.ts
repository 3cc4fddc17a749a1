import * as aws from '@aws-sdk/client-cognito-identity-provider'
import { type CognitoLocal, startCognitoLocal } from '@cruddur/aws-emulators/cognito-local'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { identitySuite } from '../identity.suite.ts'
import { startCognitoIdentity } from './testing/start-identity.ts'

let pool: CognitoLocal
beforeAll(async () => {
  pool = await startCognitoLocal()
})
afterAll(() => pool.stop())

describe('identity in Cognito, by cognito-local', () =>
  identitySuite(async () => {
    const started = await startCognitoIdentity(pool)
    return { ...started, codeFor: pool.codes.next, codes: 'one for the address' }
  }))

/** What cognito-local lacks: our adapter goes on without it, and the suite against ministack tries it. */
it('cognito-local still lacks these operations, and no others that we use', async () => {
  const client = new aws.CognitoIdentityProviderClient({
    endpoint: pool.endpoint,
    region: pool.region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  })
  const who = { ClientId: pool.userPoolClientId, Username: 'nobody@example.com' }
  const person = { UserPoolId: pool.userPoolId, Username: 'nobody@example.com' }
  const code = { ConfirmationCode: '123456' }
  const tries: Record<string, () => Promise<unknown>> = {
    SignUp: () => client.send(new aws.SignUpCommand({ ...who, Username: 'new@example.com', Password: 'a password' })),
    ConfirmSignUp: () => client.send(new aws.ConfirmSignUpCommand({ ...who, ...code })),
    ResendConfirmationCode: () => client.send(new aws.ResendConfirmationCodeCommand(who)),
    InitiateAuth: () => {
      const AuthParameters = { USERNAME: who.Username, PASSWORD: 'x' }
      return client.send(new aws.InitiateAuthCommand({ ...who, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }))
    },
    RevokeToken: () => client.send(new aws.RevokeTokenCommand({ ...who, Token: 'x' })),
    ForgotPassword: () => client.send(new aws.ForgotPasswordCommand(who)),
    ConfirmForgotPassword: () => client.send(new aws.ConfirmForgotPasswordCommand({ ...who, ...code, Password: 'x' })),
    ChangePassword: () => {
      const change = { AccessToken: 'x', PreviousPassword: 'x', ProposedPassword: 'x' }
      return client.send(new aws.ChangePasswordCommand(change))
    },
    AdminGetUser: () => client.send(new aws.AdminGetUserCommand(person)),
    AdminUpdateUserAttributes: () =>
      client.send(new aws.AdminUpdateUserAttributesCommand({ ...person, UserAttributes: [] })),
    AdminSetUserPassword: () => client.send(new aws.AdminSetUserPasswordCommand({ ...person, Password: 'x' })),
    AdminUserGlobalSignOut: () => client.send(new aws.AdminUserGlobalSignOutCommand(person)),
    AdminDeleteUser: () => client.send(new aws.AdminDeleteUserCommand(person)),
  }
  const lacking: string[] = []
  for (const [operation, attempt] of Object.entries(tries)) {
    const name = await attempt().then(
      () => 'done',
      (error: Error) => error.name,
    )
    if (name === 'Unsupported') lacking.push(operation)
  }
  expect(lacking).toEqual(['ResendConfirmationCode', 'AdminUserGlobalSignOut'])
  client.destroy()
})
