import type { Endpoint } from '@cruddur/contract/endpoint'
import { commonErrors, type ErrorCode, errorStatus } from '@cruddur/contract/errors'
import { carriesPosition } from '@cruddur/contract/stream-position'
import { z } from 'zod'

type Json = { [key: string]: unknown }

const jsonSchema = (schema: z.core.$ZodType, io: 'input' | 'output'): Json => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io }) as Json
  return rest
}

const description =
  'Every refusal is an array of codes. A method that a path does not have is 405 `["method_not_allowed"]`, with the methods that it has in `Allow`. `HEAD` is answered wherever `GET` is, but not for the stream, and `OPTIONS` everywhere.'

/** The contract as OpenAPI 3.1.1 (https://spec.openapis.org/oas/v3.1.1). */
export function openApi(endpoints: Readonly<Record<string, Endpoint>>, server: string): Json & { openapi: string } {
  const paths: Record<string, Json> = {}
  for (const [name, endpoint] of Object.entries(endpoints)) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(name, endpoint) }
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Cruddur',
      version: '1',
      summary: 'The social network that forgets, and can prove it.',
      description,
    },
    servers: [{ url: server }],
    paths,
    components: {
      securitySchemes: { accessToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { ErrorCodes: { type: 'array', minItems: 1, items: { enum: Object.keys(errorStatus) } } },
    },
  }
}

function operation(name: string, endpoint: Endpoint): Json {
  const feature = endpoint.path.split('/')[2] ?? ''
  return {
    operationId: name,
    summary: endpoint.summary,
    tags: [feature],
    ...security(endpoint),
    parameters: [...parameters(endpoint.params, 'path'), ...parameters(endpoint.query, 'query'), ...headers(endpoint)],
    ...(endpoint.body && { requestBody: { required: true, content: json(jsonSchema(endpoint.body, 'input')) } }),
    responses: { 200: success(endpoint), ...failures(endpoint) },
  }
}

const json = (schema: Json): Json => ({ 'application/json': { schema } })

function security({ caller }: Endpoint): Json {
  if (caller === 'anyone') return {}
  return { security: caller === 'member' ? [{ accessToken: [] }] : [{}, { accessToken: [] }] }
}

function parameters(schema: z.core.$ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Record<string, Json>
    required?: string[]
  }
  const parsed = jsonSchema(schema, 'output')['properties'] as Record<string, Json>
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: asParameter(property, parsed[name]),
  }))
}

/** In an address every value is text. One that is parsed as a number is shown as that number, with its limits. */
function asParameter({ pattern, ...text }: Json, parsed: Json | undefined): Json {
  if (parsed?.['type'] !== 'number') return { ...text, ...(pattern !== undefined && { pattern }) }
  const { minimum, maximum } = parsed
  return { ...text, type: 'integer', minimum, maximum, default: Number(text['default']) }
}

/** What an endpoint takes from headers, besides the access token. */
function headers({ errors, streams }: Endpoint): Json[] {
  const header = (name: string, description: string, schema: Json) => [
    { name, in: 'header', required: false, description, schema: { type: 'string', ...schema } },
  ]
  if (streams) return header('Last-Event-ID', 'Where to go on: the `id` of the last event that came.', {})
  if (!errors.includes('idempotency_key_invalid')) return []
  const description = 'A request that is repeated with its key is done once, and answered as the first time.'
  return header('Idempotency-Key', description, { pattern: '^[!-~]{1,200}$' })
}

const success = (endpoint: Endpoint): Json => ({
  description: endpoint.holdsCruds ? 'Done. Holds cruds: never cached, never past their deadline.' : 'Done.',
  content: {
    [endpoint.streams ? 'text/event-stream' : 'application/json']: { schema: jsonSchema(endpoint.reply, 'output') },
  },
  ...((endpoint.pages || carriesPosition(endpoint)) && {
    headers: {
      ...(endpoint.pages && { Link: header('The next page, when there is one (RFC 8288).') }),
      ...(carriesPosition(endpoint) && {
        'Stream-Position': header('`Last-Event-ID` for a stream that misses nothing since this reply.'),
      }),
    },
  }),
})

const header = (description: string): Json => ({ description, schema: { type: 'string' } })

/**
 * Every status that the endpoint can fail with, and the codes of each. The first code of a reply decides on its status;
 * others may follow, one for each field that is wrong.
 */
function failures(endpoint: Endpoint): Json {
  const codes = [...codesOf(endpoint)]
  const statuses = Map.groupBy(codes, (code) => errorStatus[code])
  return Object.fromEntries(
    [...statuses].map(([status, list]) => [
      status,
      {
        description: list.join(', '),
        content: json({ type: 'array', minItems: 1, prefixItems: [{ enum: list }], items: { enum: codes } }),
        ...(retried.has(status) && {
          headers: { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } },
        }),
      },
    ]),
  )
}

const retried = new Set<number>([429, 503])

function codesOf({ caller, method, params, errors }: Endpoint): Set<ErrorCode> {
  return new Set<ErrorCode>([
    ...errors,
    ...commonErrors,
    ...(caller === 'member' ? (['generic_401'] as const) : []),
    // A value that is too long, or broken in its encoding, makes the address one that nobody serves.
    ...(params ? (['not_found'] as const) : []),
    ...(method === 'GET' ? [] : (['body_invalid', 'body_too_large', 'content_type_invalid'] as const)),
  ])
}
