import * as aws from '@aws-sdk/client-cognito-identity-provider'
import { type CognitoLocal, startCognitoLocal } from '@cruddur/aws-emulators/cognito-local'
import { deleteAccount } from '@cruddur/contract/account'
import { createActivity } from '@cruddur/contract/activities/publishing'
import {
  changePassword,
  endSession,
  listSessions,
  type SignedIn,
  showMe,
  signOutEverywhere,
  signOutHere,
} from '@cruddur/contract/identity'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call } from '../../../testing/contract-call.ts'
import { listenToStream } from '../../../testing/listen-to-stream.ts'
import { cookieOf, cookiesOf, password, post } from '../testing/sign-up-and-in.ts'
import { startKeyServer } from './testing/key-server.ts'
import { startCognitoApp } from './testing/start-identity.ts'

type App = Awaited<ReturnType<typeof startCognitoApp>>
let pool: CognitoLocal
let server: App
let other: Awaited<ReturnType<App['another']>>
let client: aws.CognitoIdentityProviderClient
beforeAll(async () => {
  pool = await startCognitoLocal()
  server = await startCognitoApp(pool)
  other = await server.another()
  client = new aws.CognitoIdentityProviderClient({ endpoint: pool.endpoint, region: pool.region })
})
afterAll(async () => {
  client?.destroy()
  await server?.close()
  await pool?.stop()
})

async function join(handle: string, app = server.app) {
  const email = `${handle}@example.com`
  const signedUp = await post(app, 'sign-up', { name: handle, email, handle, password })
  expect(signedUp.body).toBe('{"success":true}')
  const code = await pool.codes.next(email)
  const confirmed = await post(app, 'confirm', { email, code }, { cookie: cookiesOf(signedUp) })
  return signedInBy(confirmed, confirmed.json().signed_in, email)
}

async function signIn(email: string) {
  const reply = await post(server.app, 'sign-in', { email, password })
  expect(reply.statusCode, reply.body).toBe(200)
  return signedInBy(reply, reply.json(), email)
}

function signedInBy(reply: Awaited<ReturnType<typeof post>>, { access_token, user }: SignedIn, email: string) {
  return { ...user, email, token: access_token, cookie: cookieOf(reply) }
}
type Signed = Awaited<ReturnType<typeof join>>

/** Whether both servers refuse the token within a second. */
const isRefused = (token: string) =>
  expect
    .poll(async () => [await server.identity.verify(token), await other.identity.verify(token)], {
      timeout: 1_000,
      interval: 10,
    })
    .toEqual([null, null])

async function reset({ email }: Signed): Promise<void> {
  await post(server.app, 'forgot', { email })
  const code = await pool.codes.next(email)
  expect((await post(server.app, 'reset', { email, code, password: 'a newer password' })).statusCode).toBe(200)
}

const endings: [string, (as: Signed) => Promise<unknown>][] = [
  ['signing out', ({ cookie }) => post(server.app, 'sign-out', undefined, { cookie })],
  ['signing out here', ({ cookie }) => call(server.app, signOutHere, {}, { headers: { cookie } })],
  ['signing out everywhere', (as) => call(server.app, signOutEverywhere, {}, { as })],
  [
    'changing the password',
    (as) => call(server.app, changePassword, { password, new_password: 'a newer one' }, { as }),
  ],
  ['resetting the password', reset],
  ['deleting the account', (as) => call(server.app, deleteAccount, { password }, { as })],
]

describe('an access token of Cognito', () => {
  it.each(endings)('is refused on every server within a second after %s', async (name, end) => {
    const as = await join(`ended_${endings.findIndex(([each]) => each === name)}`)
    // Both remember the token now.
    for (const { identity } of [server, other])
      expect(await identity.verify(as.token)).toMatchObject({ sub: expect.any(String) })
    await end(as)
    await isRefused(as.token)
    expect((await post(server.app, 'refresh', undefined, { cookie: as.cookie })).statusCode).toBe(401)
  })

  it('closes its stream on another server when the person signs out everywhere', async () => {
    const as = await join('listening')
    await other.app.listen({ host: '127.0.0.1', port: 0 })
    const stream = await listenToStream(other.app, { as })
    await call(server.app, signOutEverywhere, {}, { as })
    await expect.poll(() => stream.text(), { timeout: 2_000 }).toContain('event: signed_out')
    await stream.ended
  })

  it('serves a person whom only Cognito knows, at the first request that it comes with', async () => {
    const who = { ClientId: pool.userPoolClientId, Username: 'direct@example.com' }
    const attributes = { email: who.Username, name: 'Direct', preferred_username: 'direct' }
    const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }))
    await client.send(new aws.SignUpCommand({ ...who, Password: password, UserAttributes }))
    const ConfirmationCode = await pool.codes.next(who.Username)
    await client.send(new aws.ConfirmSignUpCommand({ ...who, ConfirmationCode }))
    const AuthParameters = { USERNAME: who.Username, PASSWORD: password }
    const { AuthenticationResult } = await client.send(
      new aws.InitiateAuthCommand({ ...who, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }),
    )
    const as = { token: AuthenticationResult?.AccessToken ?? '' }
    const { reply } = await call(server.app, createActivity, { message: 'straight from Cognito', ttl: '1-day' }, { as })
    expect(reply).toMatchObject({ handle: 'direct', display_name: 'Direct', message: 'straight from Cognito' })
    const id = { token: AuthenticationResult?.IdToken ?? '' }
    expect((await call(server.app, showMe, {}, { as: id })).codes).toEqual(['generic_401'])
  })
})

describe('a session', () => {
  it('goes on by its cookie, and the cookie changes with every use', async () => {
    const as = await join('goes_on')
    const renewed = await post(server.app, 'refresh', undefined, { cookie: as.cookie })
    expect(renewed.json()).toMatchObject({ user: { handle: 'goes_on' } })
    expect(cookieOf(renewed)).not.toBe(as.cookie)
    const again = await post(server.app, 'refresh', undefined, { cookie: cookieOf(renewed) })
    expect((await call(server.app, showMe, {}, { as: { token: again.json().access_token } })).reply.handle).toBe(
      'goes_on',
    )
  })

  it('of another device is listed, and ended', async () => {
    const here = await join('two_devices')
    const there = await signIn(here.email)
    const { reply } = await call(server.app, listSessions, {}, { as: here })
    expect(reply).toHaveLength(2)
    expect((await call(server.app, endSession, { uuid: reply[0]?.uuid ?? '' }, { as: here })).reply).toEqual({
      success: true,
    })
    expect((await post(server.app, 'refresh', undefined, { cookie: there.cookie })).statusCode).toBe(401)
    expect((await post(server.app, 'refresh', undefined, { cookie: here.cookie })).statusCode).toBe(200)
  })
})

it('limits failed sign-ins before Cognito is asked', async () => {
  const { app } = await server.another({ RATE_LIMIT_SIGN_IN_ACCOUNT: '2/1h' })
  const { email } = await join('guessed')
  for (const status of [401, 401, 429])
    expect((await post(app, 'sign-in', { email, password: 'a wrong guess' })).statusCode).toBe(status)
  expect((await post(app, 'sign-in', { email, password })).statusCode).toBe(429)
})

it('refuses a common password before Cognito is asked', async () => {
  const newcomer = { name: 'A', email: 'common@example.com', handle: 'commoner', password: 'password1' }
  expect((await post(server.app, 'sign-up', newcomer)).json()).toEqual(['password_too_common'])
})

it('serves the rest while the pool cannot be reached, and says what is wrong', async () => {
  const gone = await startKeyServer()
  await gone.stop()
  const away = await startCognitoApp({ ...pool, endpoint: gone.origin, jwksUrl: `${gone.origin}/keys` })
  expect((await away.app.inject({ url: '/api/activities/home' })).statusCode).toBe(200)
  const who = { email: 'a@example.com', password }
  for (const [path, payload] of [
    ['sign-in', who],
    ['sign-up', { ...who, name: 'A', handle: 'nobody_yet' }],
    ['forgot', { email: who.email }],
  ] as const) {
    const reply = await post(away.app, path, payload)
    expect([path, reply.statusCode, reply.json()]).toEqual([path, 503, ['identity_unavailable']])
  }
  await expect.poll(() => away.logged()).toMatch(/the keys of the user pool cannot be read from http.*ECONNREFUSED/)
  await away.close()
})
