import {
  CognitoIdentityProviderClient,
  ConfirmSignUpCommand,
  ListUsersCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Ministack, ministackSuite, startMinistack } from './ministack.ts'

const { title, skip } = await ministackSuite('user pools')

describe.skipIf(skip)(title, () => {
  let aws: Ministack

  beforeAll(async () => {
    aws = await startMinistack({ iam: true })
  })

  afterAll(() => aws.stop())

  test('a pool takes the right code only, and its keys can be read', async () => {
    const pool = await aws.createUserPool()
    const cognito = new CognitoIdentityProviderClient(aws)
    const person = { ClientId: pool.userPoolClientId, Username: 'worf@example.org' }
    await cognito.send(new SignUpCommand({ ...person, Password: 'today is good' }))
    const confirm = (ConfirmationCode: string) =>
      cognito.send(new ConfirmSignUpCommand({ ...person, ConfirmationCode }))
    await expect(confirm('000000')).rejects.toThrow(expect.objectContaining({ name: 'CodeMismatchException' }))
    await confirm('123456')
    const { Users } = await cognito.send(new ListUsersCommand({ UserPoolId: pool.userPoolId }))
    expect(Users).toMatchObject([{ UserStatus: 'CONFIRMED' }])
    expect(await (await fetch(pool.jwksUrl)).json()).toMatchObject({
      keys: expect.arrayContaining([expect.objectContaining({ alg: 'RS256', use: 'sig' })]),
    })
    cognito.destroy()
  })

  test('credentials that it does not know are refused', async () => {
    const pool = await aws.createUserPool()
    const stranger = new CognitoIdentityProviderClient({
      ...aws,
      credentials: { accessKeyId: 'AKIASTRANGER', secretAccessKey: 'stranger' },
    })
    await expect(stranger.send(new ListUsersCommand({ UserPoolId: pool.userPoolId }))).rejects.toThrow(
      expect.objectContaining({ name: 'UnrecognizedClientException' }),
    )
    stranger.destroy()
  })
})
