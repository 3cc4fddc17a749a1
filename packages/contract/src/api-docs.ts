import { z } from 'zod/mini'
import { endpoint } from './endpoint.ts'

export const showOpenApi = endpoint({
  method: 'GET',
  path: '/api/openapi.json',
  summary: 'This contract as OpenAPI 3.1.',
  caller: 'anyone',
  holdsCruds: false,
  reply: z.looseObject({ openapi: z.string() }),
  errors: [],
})
