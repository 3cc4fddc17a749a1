import { z } from 'zod/mini'
import { Instant } from './activities.ts'
import { endpoint } from './endpoint.ts'

export const listTrends = endpoint({
  method: 'GET',
  path: '/api/trends',
  summary: 'Hashtags of living cruds of the last day that several people used, the most used first.',
  caller: 'maybe',
  holdsCruds: true,
  reply: z.array(
    z.object({
      tag: z.string(),
      cruds_count: z.int(),
      people_count: z.int(),
      /** When the first of its cruds expires. The counts hold until then, unless a crud is burnt, shortened or added. */
      counts_until: z.optional(Instant),
      /** When so many of its cruds have expired that it is no trend any more, unless somebody uses it again. */
      expires_at: z.optional(Instant),
    }),
  ),
  errors: [],
})
