import { deleteAccount } from '@cruddur/contract/account'
import { changePassword, endSession, listSessions, signOutEverywhere, signOutHere } from '@cruddur/contract/identity'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call } from '../../testing/contract-call.ts'
import { listenToStream } from '../../testing/listen-to-stream.ts'
import { deviceName } from './device-name.ts'
import { type IdentityApp, startIdentityApp } from './testing/identity-app.ts'
import { codeIn, cookieOf, emailTo, password, post, signUpAndIn } from './testing/sign-up-and-in.ts'

let server: IdentityApp
let other: Awaited<ReturnType<IdentityApp['another']>>
beforeAll(async () => {
  server = await startIdentityApp()
  other = await server.another()
})
afterAll(() => server.close())

type Signed = Awaited<ReturnType<typeof signUpAndIn>>
const member = (handle: string) => signUpAndIn(server.app, server.outbox, { handle })
const secondMs = 1_000
/** Whether both servers refuse the token within a second. */
const isRefused = (token: string) =>
  expect
    .poll(async () => [await server.identity.verify(token), await other.identity.verify(token)], {
      timeout: secondMs,
      interval: 10,
    })
    .toEqual([null, null])

async function reset({ email }: Signed): Promise<void> {
  await post(server.app, 'forgot', { email })
  const code = codeIn(await emailTo(server.outbox, email, 2))
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

describe('an access token', () => {
  it.each(endings)('is refused on every server within a second after %s', async (name, end) => {
    const as = await member(`ended_${endings.findIndex(([each]) => each === name)}`)
    // Both remember the token now.
    for (const { identity } of [server, other])
      expect(await identity.verify(as.token)).toMatchObject({ sub: expect.any(String) })
    await end(as)
    await isRefused(as.token)
  })

  it('stays good when another session of the person ends', async () => {
    const here = await member('two_devices')
    const elsewhere = await post(server.app, 'sign-in', { email: here.email, password })
    await call(server.app, signOutHere, {}, { headers: { cookie: cookieOf(elsewhere) } })
    await isRefused(elsewhere.json().access_token)
    expect(await server.identity.verify(here.token)).not.toBeNull()
    expect((await post(server.app, 'refresh', undefined, { cookie: here.cookie })).statusCode).toBe(200)
  })

  it('is refused by a server that starts after the session has ended', async () => {
    const as = await member('started_late')
    await post(server.app, 'sign-out', undefined, { cookie: as.cookie })
    const late = await server.another()
    expect(await late.identity.verify(as.token)).toBeNull()
  })

  it('is refused after the connection that listens broke', async () => {
    const as = await member('reconnected')
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'cruddur-listener'`.execute(server.db)
    await post(server.app, 'sign-out', undefined, { cookie: as.cookie })
    await expect.poll(() => server.identity.verify(as.token)).toBeNull()
    await expect.poll(() => other.identity.verify(as.token)).toBeNull()
  })
})

describe('an open stream', () => {
  it('is told that its session has ended, and closes, on another server too', async () => {
    const as = await member('listening')
    await other.app.listen({ host: '127.0.0.1', port: 0 })
    const stream = await listenToStream(other.app, { as })
    await call(server.app, signOutEverywhere, {}, { as })
    await expect.poll(() => stream.text(), { timeout: 2 * secondMs }).toContain('event: signed_out')
    await stream.ended
  })
})

describe('the list of sessions', () => {
  const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'

  it('has each device in plain words, and says which one asks', async () => {
    const as = await member('lister')
    await post(server.app, 'sign-in', { email: as.email, password }, { 'user-agent': firefox })
    const { reply } = await call(server.app, listSessions, {}, { as })
    expect(reply.map(({ device, current }) => [device, current])).toEqual([
      ['Firefox on Windows', false],
      ['Unknown device', true],
    ])
  })

  it('ends a session of the caller, and nobody else can', async () => {
    const [as, stranger] = [await member('owner_of_it'), await member('stranger_to_it')]
    const elsewhere = await post(server.app, 'sign-in', { email: as.email, password }, { 'user-agent': firefox })
    const { reply } = await call(server.app, listSessions, {}, { as })
    const uuid = reply.find(({ current }) => !current)?.uuid ?? ''
    expect((await call(server.app, endSession, { uuid }, { as: stranger })).codes).toEqual(['session_not_found'])
    expect((await call(server.app, endSession, { uuid: 'no uuid' }, { as })).codes).toEqual(['session_not_found'])
    expect((await call(server.app, endSession, { uuid }, { as })).reply).toEqual({ success: true })
    expect((await call(server.app, endSession, { uuid }, { as })).codes).toEqual(['session_not_found'])
    await isRefused(elsewhere.json().access_token)
    expect((await post(server.app, 'refresh', undefined, { cookie: cookieOf(elsewhere) })).statusCode).toBe(401)
  })
})

it.each([
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Mobile/15E148 Safari/604.1',
    'Safari on iPhone',
  ],
  [
    'Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36',
    'Chrome on Android',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
    'Edge on Mac',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 OPR/120.0', 'Opera on Linux'],
  ['curl/8.5.0', 'Unknown device'],
  [undefined, 'Unknown device'],
])('calls %j %s', (userAgent, name) => expect(deviceName(userAgent)).toBe(name))
