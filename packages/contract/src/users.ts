import { z } from 'zod/mini'
import { endpoint } from './endpoint.ts'
import { Handle } from './names/handles.ts'
import { MaybeFace } from './users/face.ts'

/** A person as their page shows them. */
export const Profile = z.object({
  uuid: z.uuid(),
  // Cognito makes subjects whose variant is none of RFC 9562: `guid` takes them, `uuid` does not.
  cognito_user_uuid: z.guid(),
  handle: z.string(),
  display_name: z.string(),
  face: MaybeFace,
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

export const UserShort = z.object({ uuid: z.uuid(), handle: z.string(), display_name: z.string(), face: MaybeFace })
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
