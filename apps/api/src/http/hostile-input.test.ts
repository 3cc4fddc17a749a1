import type { Endpoint } from '@cruddur/contract/endpoint'
import { endpoints } from '@cruddur/contract/endpoints'
import { errorStatus } from '@cruddur/contract/errors'
import { createMessage } from '@cruddur/contract/messages'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { call } from '../testing/contract-call.ts'
import { type Member, startTestApp, type TestApp } from '../testing/test-app.ts'

/** Requests for each endpoint, half as a visitor and half as a member. */
const runs = 250

let test: TestApp
let worf: Member
let known: { handle: string; uuid: string; message_group_uuid: string }
let unnamed: string
let message_group_uuid: string
beforeAll(async () => {
  test = await startTestApp()
  worf = await test.member('worf')
  const data = await test.member('data')
  // Not of the one who asks: one of the endpoints burns everything of theirs.
  unnamed = (await test.crud(data)).uuid
  const { reply } = await test.call(createMessage, { handle: 'worf', message: 'hello' }, { as: data })
  message_group_uuid = (reply as { message_group_uuid: string }).message_group_uuid
})
// Anew for each endpoint: one of them burns it.
beforeEach(async () => {
  known = { handle: 'worf', uuid: (await test.crud(worf)).uuid, message_group_uuid }
})
afterAll(() => test.close())

/** What has broken systems like ours: SQL, HTML, paths, controls, surrogates, directions, numbers, and long things. */
const corpus = [
  "' or '1'='1",
  "'; drop table users; --",
  '" or ""="',
  '1; select pg_sleep(9)',
  "\\'; --",
  '$1',
  '%s',
  ['$', '{7*7}'].join(''),
  '{{7*7}}',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  '../../etc/passwd',
  '..%2f..%2f',
  '%00',
  '\u0000',
  '\u0007',
  '\ud800',
  '\udfff\ud800',
  '\u202egnp.exe',
  '\ufeff',
  'e\u0301'.repeat(300),
  '👩‍👩‍👧‍👦'.repeat(80),
  'ﷺ'.repeat(200),
  'a\u0300'.repeat(10_000),
  '',
  ' ',
  '\n',
  'null',
  'undefined',
  'NaN',
  '-0',
  '1e309',
  '9'.repeat(400),
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'toString',
  '@worf',
  'WORF',
  'ＷＯＲＦ',
  'wоrf',
  '018f0000-0000-7000-8000-000000000000',
  'x'.repeat(20_000),
]
const hostileText = fc.oneof(fc.constantFrom(...corpus), fc.string({ unit: 'binary', maxLength: 400 }))
const hostile = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom(null, true, 0, -1, 2 ** 53, [], {}, [[]], { $gt: '' }, ['a', 'b']) },
)

/** Arguments that are right, wrong or absent, each field for itself, so that what is behind a check is reached as well. */
const argsOf = (endpoint: Endpoint) => {
  const names = [endpoint.params, endpoint.query, endpoint.body].flatMap((schema) => Object.keys(schema?.shape ?? {}))
  const good: Record<string, unknown> = {
    ...known,
    message: 'hello',
    ttl: '1-hour',
    limit: '5',
    display_name: 'Worf',
    bio: '',
    face: { letter: 'W', hue: 200 },
  }
  const value = (name: string) => (name in good ? fc.oneof(fc.constant(good[name]), hostile) : hostile)
  const fields = Object.fromEntries(names.map((name) => [name, value(name)]))
  const required = Object.keys(endpoint.params?.shape ?? {})
  const last = /:(\w+)$/.exec(endpoint.path)?.[1]
  // With nothing where its path ends, or a person in place of a crud, it is the address of something else.
  const isPerson = (value: unknown) => typeof value === 'string' && value.startsWith('@')
  const isOfEndpoint = (args: Record<string, unknown>) =>
    !last || (args[last] !== '' && !(endpoint.path.endsWith(`/:${last}`) && isPerson(args[last])))
  return fc.record(fields, { requiredKeys: required }).filter(isOfEndpoint)
}

/** Statuses and codes that the contract lists for the endpoint, plus what any request can earn by its form alone. */
const allowed = (endpoint: Endpoint) =>
  new Set<string>([
    ...endpoint.errors,
    ...(endpoint.caller === 'member' ? ['generic_401'] : []),
    ...['body_invalid', 'body_too_large', 'content_type_invalid', 'rate_limited'],
    // A dot for a uuid makes it the address of something else.
    ...['not_found', 'method_not_allowed'],
  ])

/** A stream takes no input, and an answer that never ends would be waited for. */
const finite = Object.entries(endpoints).filter(([name]) => name !== 'openStream')

describe('hostile input never breaks anything', () => {
  it.each(finite)('%s', { timeout: 120_000 }, async (_name, endpoint) => {
    // Hashing passwords is slow on purpose; their checks have suites of their own.
    const numRuns = endpoint.path.startsWith('/api/identity/') ? 60 : runs
    await fc.assert(
      fc.asyncProperty(argsOf(endpoint), fc.boolean(), async (args, signedIn) => {
        const { status, raw } = await call(test.app, endpoint, args, { as: signedIn ? worf : undefined })
        expect(status, raw.body).toBeLessThan(500)
        if (status === 200) return
        const codes = raw.json() as (keyof typeof errorStatus)[]
        for (const code of codes) expect([...allowed(endpoint)], raw.body).toContain(code)
        expect(status).toBe(errorStatus[codes[0] as keyof typeof errorStatus])
      }),
      { numRuns },
    )
  })

  it('and what was there before is there still', async () => {
    const { rows } = await sql<{ handle: string }>`
      select u.handle from live_activities a join users u on u.uuid = a.user_uuid
      where a.uuid = ${unnamed}`.execute(test.db)
    expect(rows).toEqual([{ handle: 'data' }])
  })
})
