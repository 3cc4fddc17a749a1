import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { replyToActivity } from '@cruddur/contract/activities/publishing'
import type { Endpoint } from '@cruddur/contract/endpoint'
import { endpoints } from '@cruddur/contract/endpoints'
import { createMessage } from '@cruddur/contract/messages'
import { updateProfile } from '@cruddur/contract/users/profile-change'
import { sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'
import { madeUpCredential } from '../features/identity/testing/made-up-credential.ts'
import { signUpAndIn } from '../features/identity/testing/sign-up-and-in.ts'
import { readOutbox } from '../mail/read-outbox.ts'
import { madeUpSubscription } from '../push/testing/made-up-subscription.ts'
import { createErasers } from '../retention/erasure.ts'
import { startTestApp } from '../testing/test-app.ts'
import { startSink } from './testing/sink.ts'

// Every endpoint is called with words that nobody else uses, with and without a body that can be parsed, while everything
// works, while the database refuses every row, and while it has lost its tables. Whatever fails is logged at the lowest level,
// reported to Rollbar and recorded in traces: none of the three may hold any of the words.

const dir = await mkdtemp(join(tmpdir(), 'cruddur-secrecy-'))
const [collector, rollbar] = [await startSink(), await startSink()]
const many = '1000000/1h'
const limits = ['SIGN_UP', 'SIGN_IN_ADDRESS', 'SIGN_IN_ACCOUNT', 'CODE_ADDRESS', 'CODE_ACCOUNT', 'CODE_ACCOUNT_DAY']
const test = await startTestApp({
  ...Object.fromEntries(
    [...limits, 'LETTER_ADDRESS', 'LETTER_ACCOUNT', 'WEB_ERRORS'].map((name) => [`RATE_LIMIT_${name}`, many]),
  ),
  DATA_DIR: dir,
  LOG_LEVEL: 'trace',
  MODERATORS: 'canary_one,canary_two,canary_three',
  OTEL_EXPORTER_OTLP_ENDPOINT: collector.address,
  OTEL_TRACES_SAMPLER: 'always_on',
  ROLLBAR_ACCESS_TOKEN: 'canary-rollbar-token',
  ROLLBAR_ENDPOINT: rollbar.address,
})
const outbox = join(dir, 'outbox')
afterAll(async () => {
  await collector.close()
  await rollbar.close()
  await rm(dir, { recursive: true, force: true })
})

/** A person with words of their own everywhere, and what they can be asked about. */
async function stage(handle: string) {
  const person = { handle, name: 'Canary Name', email: `${handle}@mail.example`, password: 'canary password 1' }
  const { token, cookie, uuid } = await signUpAndIn(test.app, outbox, person)
  const as = { ...person, token, sub: '', uuid }
  await test.call(updateProfile, { display_name: 'Canary Display', bio: 'canary bio' }, { as })
  const crud = await test.crud(as, { message: 'canary crud #canarytag @worf' })
  await test.call(replyToActivity, { uuid: crud.uuid, message: 'canary reply' }, { as: worf })
  const { reply } = await test.call(createMessage, { handle: 'worf', message: 'canary message' }, { as })
  const { message_group_uuid } = reply as { message_group_uuid: string }
  const refresh = cookie.split('=')[1] ?? ''
  ids.push(uuid, crud.uuid, message_group_uuid, token, refresh, ...token.split('.'))
  return { as, cookie, args: { ...wordsOf(person), uuid: crud.uuid, message_group_uuid } }
}
type Scene = Awaited<ReturnType<typeof stage>>

const wordsOf = (person: { handle: string; name: string; email: string; password: string }) => ({
  ...person,
  message: 'canary text',
  display_name: 'Canary Other Name',
  bio: 'canary other bio',
  face: { letter: 'c', hue: 200 },
  ttl: '1-hour',
  span: 'week',
  default_lifetime: '1-hour',
  receipts: true,
  term: 'canary term',
  prefix: 'canary prefix',
  handles: 'canary_one,canary_two',
  reason: 'spam',
  note: 'canary note',
  new_password: 'canary password 2',
  code: '87654321',
  credential: madeUpCredential('canaryCredential'),
  limit: '10',
  page: '/@canary_handle/status/canary',
  ...madeUpSubscription('canary', 'canaryCanaryCanary1234'),
  frames: [{ file: 'assets/index.js', line: 1 }],
})

const ids: string[] = []
const codes: string[] = ['87654321']
const worf = await test.member('worf')
ids.push(worf.token, worf.uuid)
const scenes = [await stage('canary_one'), await stage('canary_two'), await stage('canary_three')] as const

const hostile = Object.fromEntries(Object.keys(scenes[0].args).map((name) => [name, { canary: ['canary'] }]))

/** Words that may be nowhere. Numbers could be a part of other numbers. */
const secrets = (): RegExp[] => [
  /canary/i,
  ...ids.map((text) => new RegExp(text.replaceAll(/[^\w-]/g, '.'))),
  ...codes.map((code) => new RegExp(`(?<!\\d)${code}(?!\\d)`)),
]

const headersOf = ({ cookie }: Scene) => ({
  cookie: `${cookie}; other=canary`,
  'idempotency-key': 'canary-key',
  'user-agent': 'canary agent',
  referer: 'https://canary.example/canary',
  origin: test.config.frontendUrl,
  'x-request-id': 'canary-request',
  tracestate: 'canary=canary',
})

/** What would end the session or the account of the others. */
const last =
  'deleteAccount signOut signOutHere signOutEverywhere changePassword burnActivity burnCrudsBefore refreshSession'.split(
    ' ',
  )
const ordered = Object.entries(endpoints).sort(([a], [b]) => last.indexOf(a) - last.indexOf(b))

async function callEverything(scene: Scene): Promise<void> {
  const { as: member, args } = scene
  const headers = headersOf(scene)
  for (const [name, endpoint] of ordered) {
    const own = name === 'reportWebError' ? { ...args, name: 'TypeError' } : args
    for (const as of [member, undefined]) {
      for (const given of [own, hostile]) await test.call(endpoint as Endpoint, given, { as, headers }).catch(() => {})
    }
    if (endpoint.body) await sendBroken(endpoint, scene)
  }
  for (const url of [
    '/canary',
    '/@canary_handle',
    '/api/canary?term=canary',
    '/%63anary%',
    '/assets/canary.js',
    '/search?term=canary',
  ]) {
    await test.app.inject({ url, headers })
  }
}

/** A body that is no JSON: engines quote it in their message. */
async function sendBroken(endpoint: Endpoint, scene: Scene): Promise<void> {
  await test.app.inject({
    method: endpoint.method as 'POST',
    url: endpoint.path.replaceAll(/:\w+/g, 'canary'),
    headers: { ...headersOf(scene), authorization: `Bearer ${scene.as.token}`, 'content-type': 'application/json' },
    payload: '{"message": canary}',
  })
}

async function eraseEverything(): Promise<void> {
  for (const eraser of createErasers(test.ports.log, { tracing: test.ports.tracing })) {
    await eraser(test.db, 100).catch((error: unknown) => test.ports.log.error({ err: error }, 'erasure failed'))
  }
}

async function tables(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('public', 'auth') and tablename <> 'schema_migrations'`.execute(test.db)
  return rows.map(({ name }) => name)
}

/** What was logged, delivered to the collector and reported, since the last call. */
let seen = 0
async function told(): Promise<{ log: string; spans: string; reports: string }> {
  await test.ports.tracing?.flush(5_000)
  const log = test.logged().slice(seen)
  seen += log.length
  return {
    log,
    spans: collector.received
      .splice(0)
      .map(({ body }) => body)
      .join('\n'),
    reports: rollbar.received
      .splice(0)
      .map(({ body }) => body)
      .join('\n'),
  }
}

async function expectSecrecy() {
  codes.push(...(await readOutbox(outbox)).flatMap(({ text }) => /\d{8}/.exec(text) ?? []))
  const all = await told()
  for (const [where, text] of Object.entries(all)) {
    for (const secret of secrets()) {
      const at = secret.exec(text)?.index
      expect(at === undefined ? '' : text.slice(Math.max(0, at - 400), at + 200), `${where}: ${secret}`).toBe('')
    }
  }
  return all
}

describe('guarantee 9: no log, trace or error report holds words, names, ids or secrets', () => {
  it('while everything works', async () => {
    await callEverything(scenes[0])
    const { log, spans } = await expectSecrecy()
    const quiet = Object.values(endpoints).filter(({ path, streams }) => !streams && !log.includes(`"route":"${path}"`))
    expect(quiet).toEqual([])
    expect(spans).toContain('"createActivity"')
    expect(log).toContain('the web app failed')
  })

  it('while the database refuses every row and quotes it', async () => {
    for (const table of await tables()) {
      await sql`alter table ${sql.raw(table)} add constraint refuse check (false) not valid`.execute(test.db)
    }
    await callEverything(scenes[1])
    await eraseEverything()
    const { log, spans } = await expectSecrecy()
    expect(log).toContain('"sqlState":"23514"')
    expect(spans).toContain('23514')
  })

  it('while the database has lost its tables', async () => {
    for (const table of await tables()) await sql`drop table ${sql.raw(table)} cascade`.execute(test.db)
    await callEverything(scenes[2])
    await eraseEverything()
    const { log, spans } = await expectSecrecy()
    expect(log).toContain('"sqlState":"42P01"')
    expect(spans).toContain('42P01')
  })

  it('when an error has a cause, or quotes what it was given', async () => {
    const fail = (err: unknown) => test.ports.log.error({ err }, 'failed')
    const cause = new Error('canary cause')
    for (const err of [new Error('outer', { cause }), new AggregateError([cause], 'outer')]) fail(err)
    for (const text of ['{"a": canary}', '"canary']) {
      try {
        JSON.parse(text)
      } catch (error) {
        fail(error)
      }
    }
    try {
      Buffer.alloc('canary' as never)
    } catch (error) {
      fail(error)
    }
    fail(new Error("Received 'canary: it isn't theirs'"))
    fail(new Error(`Received 'canary ${'canary '.repeat(100)}'`))
    fail(new Error('550 no such mailbox <canary@mail.example>'))
    fail(new Error(`no session ${worf.token}`))
    const { log: lines } = await expectSecrecy()
    expect(lines).toContain('"message":"outer"')
    await test.close()
    expect(rollbar.count()).toBeGreaterThan(0)
    await expectSecrecy()
  })
})
