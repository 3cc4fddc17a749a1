import { z } from 'zod/mini'
import { GivenPassword } from './credentials.ts'
import { Done } from './done.ts'
import { endpoint } from './endpoint.ts'

export const exportAccount = endpoint({
  method: 'GET',
  path: '/api/profile/export',
  summary: 'Everything that is stored about the caller, as one JSON file. Expired cruds are not in it.',
  caller: 'member',
  holdsCruds: true,
  reply: z.looseObject({ exported_at: z.string() }),
  errors: [],
})

export const deleteAccount = endpoint({
  method: 'POST',
  path: '/api/profile/delete',
  summary: 'Delete the account with everything in it, now. Nobody can take the handle for 30 days.',
  caller: 'member',
  holdsCruds: false,
  body: z.object({ password: GivenPassword }),
  reply: Done,
  errors: ['password_blank', 'password_too_long', 'password_wrong'],
})
