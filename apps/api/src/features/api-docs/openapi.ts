import type { Endpoint } from '@cruddur/contract/endpoint'
import { commonErrors, type ErrorCode, errorStatus } from '@cruddur/contract/errors'
import { carriesPosition } from '@cruddur/contract/stream-position'
import { z } from 'zod'

type Json = { [key: string]: unknown }

const jsonSchema = (schema: z.core.$ZodType, io: 'input' | 'output'): Json => {
  const { $schema, ...rest } = z.toJSONSchema(schema, { target: 'draft-2020-12', io }) as Json
  return rest
}

/** The contract as OpenAPI 3.1.1 (https://spec.openapis.org/oas/v3.1.1). */
export function openApi(endpoints: Readonly<Record<string, Endpoint>>, server: string): Json & { openapi: string } {
  const paths: Record<string, Json> = {}
  for (const [name, endpoint] of Object.entries(endpoints)) {
    const path = endpoint.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(name, endpoint) }
  }
  return {
    openapi: '3.1.1',
    info: { title: 'Cruddur', version: '1', summary: 'The social network that forgets, and can prove it.' },
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
    parameters: [...parameters(endpoint.params, 'path'), ...parameters(endpoint.query, 'query')],
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
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }))
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

/** Every status that the endpoint can fail with, and the codes of each. */
function failures(endpoint: Endpoint): Json {
  const codes = new Set<ErrorCode>([...endpoint.errors, ...commonErrors])
  if (endpoint.caller === 'member') codes.add('generic_401')
  if (endpoint.method !== 'GET') for (const code of bodyErrors) codes.add(code)
  const statuses = Map.groupBy(codes, (code) => errorStatus[code])
  return Object.fromEntries(
    [...statuses].map(([status, list]) => [
      status,
      { description: list.join(', '), content: json({ type: 'array', minItems: 1, items: { enum: list } }) },
    ]),
  )
}

const bodyErrors = ['body_invalid', 'body_too_large', 'content_type_invalid'] as const satisfies ErrorCode[]
