import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { join } from 'node:path'
import {
  AdminUpdateUserAttributesCommand,
  CognitoIdentityProviderClient,
  ConfirmSignUpCommand,
  SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider'
import { type CognitoLocal, startCognitoLocal } from '@cruddur/aws-emulators/cognito-local'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type IdentityApp, startIdentityApp } from '../../../api/src/features/identity/testing/identity-app.ts'
import {
  codeIn,
  emailTo,
  password,
  post,
  signUpAndIn,
} from '../../../api/src/features/identity/testing/sign-up-and-in.ts'
import { applyLink, planOne, planPool } from './link.ts'
import { selectCandidates } from './people.store.ts'
import type { Plan } from './plan-links.ts'
import { readArguments } from './read-arguments.ts'
import { readPool } from './user-pool.ts'

let server: IdentityApp
let cognito: CognitoLocal
let client: CognitoIdentityProviderClient
beforeAll(async () => {
  ;[server, cognito] = await Promise.all([startIdentityApp(), startCognitoLocal()])
  client = new CognitoIdentityProviderClient({
    endpoint: cognito.endpoint,
    region: cognito.region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  })
  // The SDK reads these wherever it is called.
  vi.stubEnv('AWS_ENDPOINT_URL', cognito.endpoint)
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test')
})
afterAll(async () => {
  vi.unstubAllEnvs()
  client.destroy()
  await cognito.stop()
  await server.close()
})

/** A confirmed account of the pool. Returns its subject. */
async function inPool(email: string, { verified = true } = {}): Promise<string> {
  const { userPoolId: UserPoolId, userPoolClientId: ClientId } = cognito
  const { UserSub } = await client.send(
    new SignUpCommand({
      ClientId,
      Username: email,
      Password: 'today is good',
      UserAttributes: [{ Name: 'email', Value: email }],
    }),
  )
  const ConfirmationCode = await cognito.codes.next(email)
  await client.send(new ConfirmSignUpCommand({ ClientId, Username: email, ConfirmationCode }))
  const UserAttributes = [
    { Name: 'email', Value: email },
    { Name: 'email_verified', Value: String(verified) },
  ]
  await client.send(new AdminUpdateUserAttributesCommand({ UserPoolId, Username: email, UserAttributes }))
  return UserSub ?? ''
}

/** Somebody whose subject is the pool's, as who signed up by Cognito. */
async function personOf(sub: string, handle: string): Promise<void> {
  await sql`insert into users (cognito_user_uuid, handle, display_name) values (${sub}, ${handle}, ${handle})`.execute(
    server.db,
  )
}

const linksIn = ({ links }: Plan) => links.map((link) => [link.kind, link.person.handle])
const apply = async ({ links }: Plan) => {
  for (const link of links) expect(await applyLink(server.db, link)).toBe(true)
}
const ask = (token: string) =>
  server.app.inject({ url: '/api/activities/notifications', headers: { authorization: `Bearer ${token}` } })

describe('link', () => {
  it('gives a person another subject: what they had is theirs, and what they were signed in with ends', async () => {
    const { token, uuid, email, cookie } = await signUpAndIn(server.app, server.outbox, { handle: 'garibaldi' })
    const made = await server.app.inject({
      method: 'POST',
      url: '/api/activities',
      payload: { message: 'mine', ttl: '1-day' },
      headers: { authorization: `Bearer ${token}` },
    })
    const [subject, { sub: before }] = [randomUUID(), await personNamed('garibaldi')]
    const plan = await planOne(server.db, { email, subject }, null)
    expect([linksIn(plan), plan.refusals]).toEqual([[['subject', 'garibaldi']], []])
    expect((await ask(token)).statusCode).toBe(200)
    await apply(plan)
    await vi.waitFor(async () => expect((await ask(token)).statusCode).toBe(401), { timeout: 5_000 })
    expect((await post(server.app, 'refresh', undefined, { cookie })).statusCode).toBe(401)
    expect((await post(server.app, 'sign-in', { email, password })).statusCode).toBe(401)
    const later = await server.identity.issue({ sub: subject, sessionId: randomUUID(), signedInAt: new Date() })
    const burnt = await server.app.inject({
      method: 'DELETE',
      url: `/api/activities/${made.json().uuid}`,
      headers: { authorization: `Bearer ${later}` },
    })
    expect(burnt.statusCode).toBe(200)
    const { rows } =
      await sql`select user_uuid, old_sub, new_sub from subject_changes where new_sub = ${subject}`.execute(server.db)
    expect(rows).toEqual([{ user_uuid: uuid, old_sub: before, new_sub: subject }])
    const [again] = plan.links
    expect(again && (await applyLink(server.db, again))).toBe(false)
  })

  it('ends what the old subject was signed in with at the pool', async () => {
    const [from, to] = [randomUUID(), randomUUID()]
    await personOf(from, 'zathras')
    await sql`
      insert into auth.cognito_sessions
        (id, sub, family, token, sealed_token, is_named, tokens_expire_at, device, expires_at)
      values (gen_random_uuid(), ${from}, 'f', 't', 'x', true, now() + interval '1 hour', '', now() + interval '1 day')`.execute(
      server.db,
    )
    const [person] = await selectCandidates(server.db, [from], [])
    expect(person && (await applyLink(server.db, { kind: 'subject', person, to }))).toBe(true)
    const { rows } = await sql`select (select count(*) from auth.cognito_sessions where sub = ${from}) as sessions,
      (select count(*) from auth.ended_people where sub = ${from}) as ended`.execute(server.db)
    expect(rows).toEqual([{ sessions: 0, ended: 1 }])
  })

  it('refuses what is not certain', async () => {
    const [here, other] = [
      await signUpAndIn(server.app, server.outbox, { handle: 'franklin' }),
      await signUpAndIn(server.app, server.outbox, { handle: 'marcus' }),
    ]
    const [franklin, marcus] = [await personNamed('franklin'), await personNamed('marcus')]
    const plan = (email: string, subject: string) => planOne(server.db, { email, subject }, null)
    expect(await plan(here.email, franklin.sub)).toMatchObject({ links: [], done: 1 })
    expect((await plan(here.email, marcus.sub)).refusals).toEqual([
      { email: here.email, reason: 'two people: @franklin and @marcus. One of them must delete their account first' },
    ])
    await expect(plan('nobody@example.com', randomUUID())).rejects.toThrow('--email: nobody here has this address')
    await expect(plan('nobody@example.com', marcus.sub)).rejects.toThrow(
      '@marcus has the subject, and a built-in account of another address',
    )
    const gone = randomUUID()
    await sql`insert into deleted_accounts (sub, finished) values (${gone}, true)`.execute(server.db)
    expect((await plan(here.email, gone)).refusals).toEqual([
      { email: here.email, reason: '@franklin: the subject is of an account that was deleted here' },
    ])
    await sql`update auth."user" set "emailVerified" = false where email = ${other.email}`.execute(server.db)
    expect((await plan(other.email, randomUUID())).refusals).toEqual([
      { email: other.email, reason: '@marcus: nobody has verified the address here' },
    ])
  })

  async function personNamed(handle: string): Promise<{ sub: string }> {
    const { rows } = await sql<{
      sub: string
    }>`select cognito_user_uuid as sub from users where handle = ${handle}`.execute(server.db)
    return rows[0] as { sub: string }
  }
})

describe('link --from-pool', () => {
  it('moves everybody with a verified address to the pool, and nobody else', { timeout: 60_000 }, async () => {
    await signUpAndIn(server.app, server.outbox, { handle: 'delenn', email: 'delenn@example.com' })
    await signUpAndIn(server.app, server.outbox, { handle: 'lennier' })
    const delenn = await inPool('delenn@example.com')
    await inPool('lennier@example.com', { verified: false })
    await inPool('stranger@example.com')
    const plan = await planPool(server.db, await readPool(cognito.userPoolId, '--from-pool'), 'cognito')
    expect([linksIn(plan), plan.strangers]).toEqual([[['subject', 'delenn']], 1])
    expect(plan.refusals).toEqual([
      { email: 'lennier@example.com', reason: '@lennier: nobody has verified the address in the pool' },
    ])
    await apply(plan)
    const { rows } = await sql`select handle from users where cognito_user_uuid = ${delenn}`.execute(server.db)
    expect(rows).toEqual([{ handle: 'delenn' }])
    const after = await planPool(server.db, await readPool(cognito.userPoolId, '--from-pool'), 'cognito')
    // Delenn has no built-in account any more.
    expect([after.links, after.strangers]).toEqual([[], 2])
  })

  it('gives people of the pool a built-in account, which they get in by', { timeout: 60_000 }, async () => {
    const email = 'gkar@example.com'
    await personOf(await inPool(email), 'gkar')
    const plan = await planPool(
      server.db,
      (await readPool(cognito.userPoolId, '--from-pool')).filter((account) => account.email === email),
      'embedded',
    )
    expect(linksIn(plan)).toEqual([['account', 'gkar']])
    await apply(plan)
    await post(server.app, 'forgot', { email })
    await post(server.app, 'reset', { email, code: codeIn(await emailTo(server.outbox, email)), password })
    const signedIn = await post(server.app, 'sign-in', { email, password })
    expect(signedIn.json()).toMatchObject({ user: { handle: 'gkar' } })
    const back = await planPool(server.db, await readPool(cognito.userPoolId, '--from-pool'), 'cognito')
    expect(linksIn(back)).toEqual([['removal', 'gkar']])
    await apply(back)
    expect((await post(server.app, 'sign-in', { email, password })).statusCode).toBe(401)
    const away = readPool('local_none', '--from-pool')
    await expect(away).rejects.toThrow('--from-pool: local_none cannot be read: ResourceNotFoundException')
  })
})

describe('npm run identity', () => {
  async function run(...args: string[]) {
    const env = { ...process.env, CONNECTION_URL: server.connectionUrl, AWS_ENDPOINT_URL: cognito.endpoint }
    const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts'), ...args], { env, stdio: 'pipe' })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (output += piece))
    const [code] = await once(child, 'close')
    return { code, output }
  }

  it.each([
    [[]],
    [['drop']],
    [['link']],
    [['link', '--email', 'no address', '--subject', randomUUID()]],
    [['link', '--email', 'a@b.example', '--subject', 'MOCK']],
    [['link', '--from-pool', 'eu-central-1_Abc', '--to', 'elsewhere']],
    [['link', '--from-pool', 'eu-central-1_Abc', '--email', 'a@b.example']],
  ])('does not understand %j', (args) => {
    expect(readArguments(args)).toBeNull()
  })

  it('lists people with masked addresses, and changes nothing without --yes', { timeout: 60_000 }, async () => {
    await signUpAndIn(server.app, server.outbox, { handle: 'vir', email: 'vir.cotto@example.com' })
    const subject = await inPool('vir.cotto@example.com')
    const listed = await run('list')
    expect(listed.output).toMatch(/^@vir {28} built-in {16}v…@example\.com {2}[0-9a-f-]{36}$/m)
    expect(listed.output).not.toContain('vir.cotto')
    const args = ['link', '--email', 'vir.cotto@example.com', '--subject', subject, '--pool', cognito.userPoolId]
    const dry = await run(...args)
    expect([dry.code, dry.output]).toEqual([
      0,
      expect.stringMatching(/^would link @vir: subject .* -> .*\nNothing was changed\. --yes does it\.\n$/),
    ])
    const done = await run(...args, '--yes')
    expect([done.code, done.output]).toEqual([
      0,
      expect.stringMatching(new RegExp(`^linked @vir: subject .* -> ${subject}\n`)),
    ])
    expect((await run('list', '--show-emails')).output).toMatch(/^@vir {28} no built-in account {5}- {2}/m)
  })
})
