import { createMessage } from '@cruddur/contract/messages'
import { reportPerson } from '@cruddur/contract/reports'
import fc from 'fast-check'
import type { InjectOptions } from 'fastify'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { injectStream } from '../../testing/inject-stream.ts'
import { useTestApp } from '../../testing/test-app.ts'
import { anything, isValid, type Schema, validFor } from './testing/schema-arbitrary.ts'

// Requests that are generated from our own OpenAPI document, as somebody who knows nothing else of us would send them.

const runs = { usual: 24, hashing: 5 }

type Parameter = { name: string; in: 'path' | 'query' | 'header'; required: boolean; schema: Schema }
type Content<T> = { content: { 'application/json': { schema: T } } }
type Codes = { prefixItems: { enum: string[] }[]; items: { enum: string[] } }
type Operation = {
  operationId: string
  parameters: Parameter[]
  requestBody?: Content<Schema>
  responses: Record<string, Content<Codes>>
}

const settings = Object.fromEntries(
  [
    'SIGN_UP',
    'SIGN_IN_ADDRESS',
    'SIGN_IN_ACCOUNT',
    'CODE_ADDRESS',
    'CODE_ACCOUNT',
    'LETTER_ADDRESS',
    'LETTER_ACCOUNT',
    'ONE_MINUTE',
  ]
    .map((name) => [`RATE_LIMIT_${name}`, '1000000/1h'])
    .concat([['MODERATORS', 'picard']]),
)
const test = await useTestApp(settings)
const picard = await test.member('picard')
const { paths } = (await test.app.inject({ url: '/api/openapi.json' })).json()
const operations = Object.entries(paths as Record<string, Record<string, Operation>>).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: operation.operationId, method, path, operation })),
)

let scenes = 0
/** New people for each operation, because one of them ends their sessions: an author, and a stranger who wrote to them. */
async function stage() {
  const nth = ++scenes
  const [author, stranger] = [await test.member(`author_${nth}`), await test.member(`stranger_${nth}`)]
  const { uuid } = await test.crud(author, { message: 'a word #tag' })
  const sent = await test.call(createMessage, { handle: author.handle, message: 'hello' }, { as: stranger })
  const { message_group_uuid } = sent.reply as { message_group_uuid: string }
  await test.call(reportPerson, { handle: author.handle, reason: 'spam' }, { as: stranger })
  const { rows } = await sql<{ uuid: string }>`select uuid from reports`.execute(test.db)
  const handles = [author.handle, stranger.handle, 'nobody_here']
  return {
    callers: [undefined, author, stranger, picard],
    known: { handle: handles, uuid: [uuid, rows.at(-1)?.uuid], message_group_uuid: [message_group_uuid] },
  }
}

type Values = Record<string, unknown>
type Request = { path: Values; query: Values; header: Values; body?: unknown }

/** Requests that the document says are valid. A cursor is one that a reply gave, so there is none. */
function validRequests(
  { parameters, requestBody }: Operation,
  known: Record<string, unknown[]>,
): fc.Arbitrary<Request> {
  const at = (place: Parameter['in']) => {
    const here = parameters.filter((parameter) => parameter.in === place && parameter.name !== 'cursor')
    const values = here.map(({ name, schema }) => [name, validFor(schema, known, name)] as const)
    const requiredKeys = here.filter(({ required }) => required).map(({ name }) => name)
    return fc.record(Object.fromEntries(values), { requiredKeys }) as fc.Arbitrary<Values>
  }
  const body = requestBody ? validFor(requestBody.content['application/json'].schema, known) : fc.constant(undefined)
  return fc.record({ path: at('path'), query: at('query'), header: at('header'), body })
}

/** The same with one value replaced by anything, left out, or added. */
function otherRequests(operation: Operation, known: Record<string, unknown[]>): fc.Arbitrary<Request> {
  const names = operation.parameters.map(({ name, in: place }) => [place, name] as const)
  const schema = operation.requestBody?.content['application/json'].schema
  const fields = Object.keys(schema?.properties ?? {}).map((name) => ['body', name] as const)
  const changed = fc.constantFrom(...names, ...fields, ['query', 'unknown'] as const, ['body', undefined] as const)
  return fc
    .tuple(validRequests(operation, known), changed, fc.option(anything, { nil: undefined, freq: 5 }))
    .map(([request, [place, name], value]) => {
      if (name === undefined) return { ...request, body: value }
      return { ...request, [place]: { ...(request[place] as object), [name]: value } }
    })
}

const asText = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed()

function inject(method: string, path: string, request: Request, token: string | undefined) {
  const entries = Object.entries(request.query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, asText(value)] as [string, string]],
  )
  const header = Object.entries(request.header).map(([name, value]) => [name, asText(value).replace(/[^!-~]/g, '')])
  const options: InjectOptions = {
    method: method.toUpperCase() as 'GET',
    url: `${path.replace(/\{(\w+)\}/g, (_match, name) => encodeURIComponent(asText(request.path[name])))}?${new URLSearchParams(entries)}`,
    headers: { ...Object.fromEntries(header), ...(token && { authorization: `Bearer ${token}` }) },
    ...(request.body !== undefined && { payload: JSON.stringify(request.body) }),
  }
  if (request.body !== undefined) options.headers = { ...options.headers, 'content-type': 'application/json' }
  return path === '/api/stream' ? injectStream(test.app)(options) : test.app.inject(options)
}

/** Fails unless the document says that the operation can answer so. */
function expectDocumented(
  { responses }: Operation,
  { statusCode, body }: { statusCode: number; body: string },
): string[] {
  expect(statusCode, body).toBeLessThan(500)
  expect(Object.keys(responses), body).toContain(String(statusCode))
  if (statusCode === 200) return []
  const codes = JSON.parse(body) as string[]
  const schema = responses[statusCode]?.content['application/json'].schema as Codes
  expect(schema.prefixItems[0]?.enum).toContain(codes[0])
  for (const code of codes) expect(schema.items.enum).toContain(code)
  return codes
}

/** Why a request of the right form can be refused. What else is refused, the document must refuse too. */
const notOfForm =
  /^(generic_40[13]|(.*_)?not_found|ttl_not_shorter|expires_at_invalid|person_is_self|user_reciever_handle_blank|password_(wrong|too_common)|code_invalid|muted_word_blank|passkey_invalid|push_service_unknown|push_subscription_invalid|passkeys_unavailable|suspended|decision_invalid|person_is_moderator|invitation_invalid|sign_up_closed|handle_(taken|reserved)|display_name_(reserved|invalid)|user_not_confirmed|idempotency_key_reused)$/

/** Whether a path is the operation's: with a part left empty it is another's. */
const isOfOperation = ({ path }: Request) => Object.values(path).every((value) => asText(value) !== '')

describe.each(operations)('$name', ({ method, path, operation }) => {
  // Passwords, and codes that are made or tried, are hashed slowly.
  const isHashing = /password|"email"/.test(JSON.stringify(operation.requestBody ?? ''))
  const numRuns = isHashing ? runs.hashing : runs.usual

  it('answers a request of the documented form as documented, and never for its form', async () => {
    const { known, callers } = await stage()
    await fc.assert(
      fc.asyncProperty(validRequests(operation, known), fc.constantFrom(...callers), async (request, as) => {
        const codes = expectDocumented(operation, await inject(method, path, request, as?.token))
        for (const code of codes) expect(code).toMatch(notOfForm)
      }),
      { numRuns },
    )
  })

  it('answers any other request as documented', async () => {
    const { known, callers } = await stage()
    const requests = otherRequests(operation, known).filter(isOfOperation)
    await fc.assert(
      fc.asyncProperty(requests, fc.constantFrom(...callers, { token: 'no.valid.token' }), async (request, as) => {
        expectDocumented(operation, await inject(method, path, request, as?.token))
      }),
      { numRuns },
    )
  })
})

it('the values of this test are what a schema accepts, and nothing else is', () => {
  const schema: Schema = { type: 'object', properties: { a: { type: 'string', maxLength: 2 } }, required: ['a'] }
  expect([{ a: 'xy' }, { a: 'xyz' }, { a: 5 }, {}, []].map((value) => isValid(schema, value))).toEqual([
    true,
    false,
    false,
    false,
    false,
  ])
  expect(() => isValid({ multipleOf: 2 } as Schema, 4)).toThrow('multipleOf')
})
