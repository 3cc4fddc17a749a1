import {
  CognitoIdentityProviderClient,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  InitiateAuthCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type CognitoLocal, startCognitoLocal } from './cognito-local.ts'

let pool: CognitoLocal
let cognito: CognitoIdentityProviderClient

beforeAll(async () => {
  pool = await startCognitoLocal({ lifetimes: { accessSeconds: 7 } })
  cognito = new CognitoIdentityProviderClient({
    endpoint: pool.endpoint,
    region: pool.region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  })
})

afterAll(async () => {
  cognito.destroy()
  await pool.stop()
})

test('a person signs up, confirms, signs in and sets a new password with the codes that were sent', async () => {
  const ClientId = pool.userPoolClientId
  const Username = 'worf@example.org'
  const UserAttributes = [{ Name: 'preferred_username', Value: 'worf' }]
  await cognito.send(new SignUpCommand({ ClientId, Username, Password: 'today is good', UserAttributes }))
  const ConfirmationCode = await pool.codes.next(Username)
  await cognito.send(new ConfirmSignUpCommand({ ClientId, Username, ConfirmationCode }))

  await cognito.send(new ForgotPasswordCommand({ ClientId, Username }))
  await cognito.send(
    new ConfirmForgotPasswordCommand({
      ClientId,
      Username,
      Password: 'a day to die',
      ConfirmationCode: await pool.codes.next(Username),
    }),
  )
  const { AuthenticationResult } = await cognito.send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: Username, PASSWORD: 'a day to die' },
    }),
  )
  const claims = JSON.parse(Buffer.from(AuthenticationResult?.AccessToken?.split('.')[1] ?? '', 'base64url').toString())
  expect(claims).toMatchObject({ iss: pool.issuer, client_id: ClientId, token_use: 'access' })
  expect(claims.exp - claims.iat).toBe(7)
  const keys = await (await fetch(pool.jwksUrl)).json()
  expect(keys).toMatchObject({ keys: [{ alg: 'RS256' }] })
})

test('the code of everybody comes, however many sign up at once', async () => {
  const addresses = Array.from({ length: 20 }, (_, nth) => `borg${nth}@example.org`)
  const ClientId = pool.userPoolClientId
  await Promise.all(
    addresses.map((Username) =>
      cognito.send(new SignUpCommand({ ClientId, Username, Password: 'resistance is futile' })),
    ),
  )
  for (const Username of addresses) {
    const ConfirmationCode = await pool.codes.next(Username)
    await cognito.send(new ConfirmSignUpCommand({ ClientId, Username, ConfirmationCode }))
  }
})

test('pools share the program, not the people', async () => {
  const other = await pool.createUserPool()
  expect(other.userPoolId).not.toBe(pool.userPoolId)
  const signUp = (ClientId: string) =>
    cognito.send(new SignUpCommand({ ClientId, Username: 'data@example.org', Password: 'a positronic brain' }))
  await signUp(pool.userPoolClientId)
  await expect(signUp(other.userPoolClientId)).resolves.toMatchObject({ UserConfirmed: false })
})
