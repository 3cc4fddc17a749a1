import { z } from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { faultOfDisplayName } from './names/display-names.ts'
import { Handle } from './names/handles.ts'
import { text } from './text.ts'

export const profileLimit = { display_name: 50, bio: 160 } as const

export const DisplayName = text({
  max: profileLimit.display_name,
  lines: false,
  name: true,
  blank: 'display_name_blank',
  tooLong: 'display_name_exceed_max_chars',
  invalid: 'display_name_invalid',
}).check(
  z.superRefine((name, context) => {
    // What `text` has refused already needs no second code.
    const message = context.issues.length === 0 ? faultOfDisplayName(name) : undefined
    if (message) context.addIssue({ code: 'custom', message })
  }),
)

const Bio = text({ max: profileLimit.bio, lines: true, tooLong: 'bio_exceed_max_chars', invalid: 'bio_invalid' })

/** A person as their page shows them. */
export const Profile = z.object({
  uuid: z.uuid(),
  // Cognito makes subjects whose variant is none of RFC 9562: `guid` takes them, `uuid` does not.
  cognito_user_uuid: z.guid(),
  handle: z.string(),
  display_name: z.string(),
  bio: z.string(),
  /** Living cruds and replies. */
  cruds_count: z.int(),
  followers_count: z.int(),
  following_count: z.int(),
  /** When the account was made. */
  joined_at: z.optional(z.iso.datetime({ precision: 3 })),
  /** How the reader and this person are related. Not there for visitors, and on the reader's own page. */
  relation: z.optional(
    z.object({ following: z.boolean(), followed_by: z.boolean(), muted: z.boolean(), blocked: z.boolean() }),
  ),
})
export type Profile = z.infer<typeof Profile>

export const UserShort = z.object({ uuid: z.uuid(), handle: z.string(), display_name: z.string() })
export type UserShort = z.infer<typeof UserShort>

/** A person in a list of people. */
export const Person = z.extend(UserShort, { bio: z.string(), following: z.optional(z.boolean()) })
export type Person = z.infer<typeof Person>

export const showUserShort = endpoint({
  method: 'GET',
  path: '/api/users/@:handle/short',
  summary: 'The person of a handle.',
  caller: 'maybe',
  holdsCruds: false,
  params: z.object({ handle: Handle }),
  reply: UserShort,
  errors: ['blank_user_handle', 'user_not_found'],
})

const profileChange = {
  path: '/api/profile/update',
  caller: 'member',
  holdsCruds: false,
  body: z.object({ display_name: DisplayName, bio: z.optional(z.nullable(Bio)) }),
  reply: UserShort,
  errors: [
    'suspended',
    'display_name_blank',
    'display_name_invalid',
    'display_name_reserved',
    'display_name_exceed_max_chars',
    'bio_invalid',
    'bio_exceed_max_chars',
  ],
} as const

/** The original's server accepted POST while its client sent PUT. Both are kept. */
export const updateProfile = endpoint({
  ...profileChange,
  method: 'POST',
  summary: 'Change display name and bio of the caller. Without `bio` the bio stays as it is.',
})
export const putProfile = endpoint({ ...profileChange, method: 'PUT', summary: 'The same as POST.' })
