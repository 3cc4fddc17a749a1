import {
  CognitoIdentityProviderClient,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  ForgotPasswordCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { type CognitoLocal, startCognitoLocal } from '@cruddur/aws-emulators/cognito-local'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type RunningFunctions, startFunctions } from './testing/running-functions.ts'

// The functions as Cognito invokes them.

let functions: RunningFunctions
let pool: CognitoLocal
let cognito: CognitoIdentityProviderClient

beforeAll(async () => {
  functions = await startFunctions(inject('postgresUrl'), { concurrency: 3 })
  pool = await startCognitoLocal({
    lambdaEndpoint: functions.lambda.url,
    triggers: { PreSignUp: 'pre-sign-up', PostConfirmation: 'post-confirmation' },
  })
  cognito = new CognitoIdentityProviderClient({
    endpoint: pool.endpoint,
    region: pool.region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  })
})

afterAll(async () => {
  cognito.destroy()
  await pool.stop()
  await functions.stop()
})

const addressOf = (handle: string) => `${handle.toLowerCase()}@example.org`

function signUp(handle: string, email = addressOf(handle)) {
  const UserAttributes = [
    { Name: 'name', Value: `The ${handle}` },
    { Name: 'preferred_username', Value: handle },
  ]
  return cognito.send(
    new SignUpCommand({ ClientId: pool.userPoolClientId, Username: email, Password: 'earl grey, hot', UserAttributes }),
  )
}

const confirm = async (email: string) =>
  cognito.send(
    new ConfirmSignUpCommand({
      ClientId: pool.userPoolClientId,
      Username: email,
      ConfirmationCode: await pool.codes.next(email),
    }),
  )

async function personOf(handle: string) {
  const { rows } = await sql<{ sub: string; name: string }>`
    select cognito_user_uuid as sub, display_name as name from users where handle = ${handle}`.execute(functions.db)
  return rows[0]
}

test('whoever signs up and confirms has a row, with the subject of their tokens', async () => {
  const { UserSub, UserConfirmed } = await signUp('Picard')
  expect(UserConfirmed).toBe(false)
  expect(await personOf('picard')).toBeUndefined()
  await confirm('picard@example.org')
  expect(await personOf('picard')).toEqual({ sub: UserSub, name: 'The Picard' })
})

test('a refused handle is told by its code, and the address may choose another', async () => {
  await signUp('guinan')
  for (const [handle, code] of [
    ['guinan', 'handle_taken'],
    ['admin', 'handle_reserved'],
    ['q', 'handle_invalid'],
  ] as const) {
    await expect(signUp(handle, 'wesley@example.org')).rejects.toThrow(
      expect.objectContaining({
        name: 'UserLambdaValidationException',
        message: expect.stringMatching(`failed with error ${code}\\.$`),
      }),
    )
  }
  await signUp('wesley')
  await confirm('wesley@example.org')
  expect(await personOf('wesley')).toBeDefined()
})

test('of many who sign up for one handle, one gets it', async () => {
  const addresses = Array.from({ length: 8 }, (_, nth) => `barclay${nth}@example.org`)
  const results = await Promise.allSettled(addresses.map((email) => signUp('barclay', email)))
  const [winner, ...others] = addresses.filter((_, nth) => results[nth]?.status === 'fulfilled')
  expect(others).toEqual([])
  await confirm(winner ?? '')
  expect(await personOf('barclay')).toBeDefined()
})

test('an event that comes again changes nothing', async () => {
  await signUp('laforge')
  await confirm('laforge@example.org')
  const person = await personOf('laforge')
  const again = functions.lambda.events('post-confirmation').at(-1)
  expect(await functions.invoke('post-confirmation', again)).toEqual({ event: again })
  expect(await personOf('laforge')).toEqual(person)
})

test('a replaced password writes no row', async () => {
  await signUp('crusher')
  await confirm('crusher@example.org')
  await sql`delete from users where handle = 'crusher'`.execute(functions.db)
  const person = { ClientId: pool.userPoolClientId, Username: 'crusher@example.org' }
  await cognito.send(new ForgotPasswordCommand(person))
  await cognito.send(
    new ConfirmForgotPasswordCommand({
      ...person,
      Password: 'decaffeinated',
      ConfirmationCode: await pool.codes.next(person.Username),
    }),
  )
  expect(functions.lambda.events('post-confirmation').at(-1)).toMatchObject({
    triggerSource: 'PostConfirmation_ConfirmForgotPassword',
    request: { userAttributes: { preferred_username: 'crusher' } },
  })
  expect(await personOf('crusher')).toBeUndefined()
})

test('what the database refuses is in no message and in no log, however it fails', async () => {
  await signUp('canary_handle', 'canary@example.org')
  await sql`alter table users add check (handle <> 'canary_handle')`.execute(functions.db)
  await confirm('canary@example.org').catch(() => undefined)
  const event = functions.lambda.events('post-confirmation').at(-1)
  expect(await functions.invoke('post-confirmation', event)).toEqual({ refusal: 'generic_500' })
  expect(await functions.invoke('pre-sign-up', { request: event })).toEqual({ refusal: 'generic_500' })
  await expect.poll(() => functions.lambda.logs('post-confirmation')).toContain('"sqlState":"23514"')
  await expect.poll(() => functions.lambda.logs('pre-sign-up')).toContain('event_invalid')
  const logs = functions.lambda.logs('post-confirmation') + functions.lambda.logs('pre-sign-up')
  expect(logs).not.toMatch(/canary|example\.org/i)
})
