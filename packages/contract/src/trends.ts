import { z } from 'zod/mini'
import { endpoint } from './endpoint.ts'

export const listTrends = endpoint({
  method: 'GET',
  path: '/api/trends',
  summary: 'Hashtags of living cruds of the last day that several people used, the most used first.',
  caller: 'maybe',
  holdsCruds: true,
  reply: z.array(z.object({ tag: z.string(), cruds_count: z.int(), people_count: z.int() })),
  errors: [],
})
