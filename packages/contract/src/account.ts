import { z } from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { GivenPassword } from './identity.ts'

const Done = z.object({ success: z.literal(true) })

export const exportAccount = endpoint({
  method: 'GET',
  path: '/api/profile/export',
  summary: 'Everything that is kept of the caller, as one JSON file. Cruds that are gone are not in it.',
  caller: 'member',
  holdsCruds: true,
  reply: z.looseObject({ exported_at: z.string() }),
  errors: [],
})

export const deleteAccount = endpoint({
  method: 'POST',
  path: '/api/profile/delete',
  summary: "Delete the account and everything of it, now. The handle is nobody's for 30 days.",
  caller: 'member',
  holdsCruds: false,
  body: z.object({ password: GivenPassword }),
  reply: Done,
  errors: ['password_blank', 'password_too_long', 'password_wrong'],
})
