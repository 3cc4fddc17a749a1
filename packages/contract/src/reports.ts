import { z } from 'zod/mini'
import { ActivityUuid } from './activities.ts'
import { Done } from './done.ts'
import { endpoint } from './endpoint.ts'
import { Handle } from './names/handles.ts'
import { text } from './text.ts'

export const reportReasons = ['spam', 'harassment', 'hate', 'violence', 'sexual', 'illegal', 'other'] as const

const Report = z.object({
  reason: z.enum(reportReasons, { error: 'reason_invalid' }),
  note: z.optional(text({ max: 500, lines: true, tooLong: 'note_exceed_max_chars', invalid: 'note_invalid' })),
})

const report = {
  method: 'POST',
  caller: 'member',
  holdsCruds: false,
  body: Report,
  reply: Done,
} as const

const reportErrors = ['reason_invalid', 'note_invalid', 'note_exceed_max_chars', 'person_is_self'] as const

export const reportActivity = endpoint({
  ...report,
  path: '/api/activities/:uuid/report',
  summary: 'Report a crud. Moderators get a sealed copy, which expires too.',
  params: z.object({ uuid: ActivityUuid }),
  errors: ['activity_uuid_blank', 'activity_not_found', ...reportErrors],
})

export const reportPerson = endpoint({
  ...report,
  path: '/api/users/@:handle/report',
  summary: 'Report a person.',
  params: z.object({ handle: Handle }),
  errors: ['blank_user_handle', 'user_not_found', ...reportErrors],
})
