import { z } from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { GivenPassword, NewPassword } from './identity.ts'

const Done = z.object({ success: z.literal(true) })

export const changePassword = endpoint({
  method: 'POST',
  path: '/api/identity/password',
  summary: 'Change the password. Ends every other session of the caller.',
  caller: 'member',
  holdsCruds: false,
  body: z.object({ password: GivenPassword, new_password: NewPassword }),
  reply: Done,
  errors: ['password_blank', 'password_too_short', 'password_too_long', 'password_wrong'],
})

export const signOutEverywhere = endpoint({
  method: 'POST',
  path: '/api/identity/sign-out-everywhere',
  summary: 'End every session of the caller, on every device.',
  caller: 'member',
  holdsCruds: false,
  reply: Done,
  errors: [],
})

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
