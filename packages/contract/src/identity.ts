import { z } from 'zod/mini'
import { Code, Email, GivenPassword, NewPassword } from './credentials.ts'
import { Done } from './done.ts'
import { endpoint } from './endpoint.ts'
import { InvitationCode } from './moderation/invitation-code.ts'
import { NewHandle } from './names/new-handles.ts'
import { DisplayName } from './users/profile-change.ts'
import { UserShort } from './users.ts'

/** An access token, valid for `expires_in` seconds, and its person. The refresh token is in a cookie that no script can read. */
export const SignedIn = z.object({
  access_token: z.string(),
  expires_in: z.int(),
  user: UserShort,
})
export type SignedIn = z.infer<typeof SignedIn>

const emailErrors = ['email_blank', 'email_invalid'] as const
const codeErrors = ['code_blank', 'code_invalid'] as const
const passwordErrors = [
  'password_blank',
  'password_invalid',
  'password_too_short',
  'password_too_long',
  'password_too_common',
  'password_too_simple',
] as const

export const signUp = endpoint({
  method: 'POST',
  path: '/api/identity/sign-up',
  summary:
    'Ask for an account. A code is sent to the e-mail address; the reply is the same whether it has an account or not.',
  caller: 'anyone',
  holdsCruds: false,
  body: z.object({
    name: DisplayName,
    email: Email,
    handle: NewHandle,
    password: NewPassword,
    /** Needed while only invited people can sign up; see `showServer`. */
    invitation: z.optional(InvitationCode),
  }),
  reply: Done,
  errors: [
    'display_name_blank',
    'display_name_invalid',
    'display_name_reserved',
    'display_name_exceed_max_chars',
    'handle_blank',
    'handle_invalid',
    'handle_reserved',
    'handle_taken',
    ...emailErrors,
    ...passwordErrors,
    'email_unavailable',
    'invitation_invalid',
    'sign_up_closed',
  ],
})

export const confirmSignUp = endpoint({
  method: 'POST',
  path: '/api/identity/confirm',
  summary:
    'Confirm the e-mail with the code that was sent to it. Signs in, if this is the browser that asked for the account.',
  caller: 'anyone',
  holdsCruds: false,
  body: z.object({ email: Email, code: Code }),
  reply: z.extend(Done, { signed_in: z.nullable(SignedIn) }),
  errors: [...emailErrors, ...codeErrors, 'handle_taken'],
})

export const checkHandle = endpoint({
  method: 'GET',
  path: '/api/identity/handle',
  summary: 'Whether a handle is free. One that looks like another person’s is not.',
  caller: 'anyone',
  holdsCruds: false,
  query: z.object({ handle: NewHandle }),
  reply: z.object({ free: z.boolean() }),
  errors: ['handle_blank', 'handle_invalid', 'handle_reserved'],
})

export const resendCode = endpoint({
  method: 'POST',
  path: '/api/identity/resend',
  summary: 'Send a new confirmation code, if an account waits for one.',
  caller: 'anyone',
  holdsCruds: false,
  body: z.object({ email: Email }),
  reply: Done,
  errors: [...emailErrors, 'email_unavailable'],
})

export const signIn = endpoint({
  method: 'POST',
  path: '/api/identity/sign-in',
  summary: 'Sign in: an access token in the reply, a refresh token in a cookie.',
  caller: 'anyone',
  holdsCruds: false,
  reserved: true,
  body: z.object({ email: Email, password: GivenPassword }),
  reply: SignedIn,
  errors: [...emailErrors, 'password_blank', 'password_too_long', 'generic_401', 'user_not_confirmed'],
})

export const refreshSession = endpoint({
  method: 'POST',
  path: '/api/identity/refresh',
  summary: 'A new access token for the refresh cookie.',
  caller: 'anyone',
  holdsCruds: false,
  reserved: true,
  reply: SignedIn,
  errors: ['generic_401', 'generic_403'],
})

export const forgotPassword = endpoint({
  method: 'POST',
  path: '/api/identity/forgot',
  summary: 'Send a code to reset the password, if the e-mail address has an account.',
  caller: 'anyone',
  holdsCruds: false,
  body: z.object({ email: Email }),
  reply: Done,
  errors: [...emailErrors, 'email_unavailable'],
})

export const resetPassword = endpoint({
  method: 'POST',
  path: '/api/identity/reset',
  summary: 'Set a new password with the code that was sent. Ends every session.',
  caller: 'anyone',
  holdsCruds: false,
  body: z.object({ email: Email, code: Code, password: NewPassword }),
  reply: Done,
  errors: [...emailErrors, ...codeErrors, ...passwordErrors],
})

export const signOut = endpoint({
  method: 'POST',
  path: '/api/identity/sign-out',
  summary: 'End every session of the person whose refresh cookie this is.',
  caller: 'anyone',
  holdsCruds: false,
  reply: Done,
  errors: ['generic_403'],
})

export const changePassword = endpoint({
  method: 'POST',
  path: '/api/identity/password',
  summary: 'Change the password. Ends every other session of the caller.',
  caller: 'member',
  holdsCruds: false,
  body: z.object({ password: GivenPassword, new_password: NewPassword }),
  reply: Done,
  errors: [...passwordErrors, 'password_wrong'],
})

export const signOutHere = endpoint({
  method: 'POST',
  path: '/api/identity/sign-out-here',
  summary: 'End the session whose refresh cookie this is. Other devices stay signed in.',
  caller: 'anyone',
  holdsCruds: false,
  reply: Done,
  errors: ['generic_403'],
})

/** A device on which the caller is signed in. */
export const SessionSummary = z.object({
  /** Cognito's are UUIDs of no known variant. */
  uuid: z.guid(),
  /** In plain words, such as `Firefox on Windows`; empty if it is not known. */
  device: z.string(),
  signed_in_at: z.iso.datetime(),
  last_seen_at: z.iso.datetime(),
  /** Whether this request belongs to it. */
  current: z.boolean(),
})
export type SessionSummary = z.infer<typeof SessionSummary>

export const listSessions = endpoint({
  method: 'GET',
  path: '/api/identity/sessions',
  summary: 'The sessions of the caller, the last seen first.',
  caller: 'member',
  holdsCruds: false,
  reply: z.array(SessionSummary),
  errors: [],
})

export const endSession = endpoint({
  method: 'DELETE',
  path: '/api/identity/sessions/:uuid',
  summary: 'End one session of the caller: its device is signed out within a second.',
  caller: 'member',
  holdsCruds: false,
  params: z.object({ uuid: z.string().check(z.guid({ error: 'session_not_found' })) }),
  reply: Done,
  errors: ['session_not_found'],
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

export const showMe = endpoint({
  method: 'GET',
  path: '/api/identity/me',
  summary: 'The caller.',
  caller: 'member',
  holdsCruds: false,
  reply: UserShort,
  errors: [],
})

/** A public key of RFC 7517, with what an RS256 key needs. */
const PublicKey = z.object({
  kty: z.literal('RSA'),
  kid: z.string(),
  alg: z.literal('RS256'),
  use: z.literal('sig'),
  n: z.string(),
  e: z.string(),
})

export const showKeys = endpoint({
  method: 'GET',
  path: '/.well-known/jwks.json',
  summary: 'The public keys that access tokens are signed with (RFC 7517).',
  caller: 'anyone',
  holdsCruds: false,
  reply: z.object({ keys: z.array(PublicKey) }),
  errors: [],
})
