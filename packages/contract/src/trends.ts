import { z } from 'zod/mini'
import { endpoint } from './endpoint.ts'

export const listTrends = endpoint({
  method: 'GET',
  path: '/api/trends',
  summary: 'Hashtags that different people use in cruds that live, of the last day, the most lively first.',
  caller: 'maybe',
  holdsCruds: true,
  reply: z.array(z.object({ tag: z.string(), cruds_count: z.int(), people_count: z.int() })),
  errors: [],
})
