import { z } from 'zod/mini'
import { endpoint } from '../endpoint.ts'
import { faultOfDisplayName } from '../names/display-names.ts'
import { text } from '../text.ts'
import { UserShort } from '../users.ts'
import { FaceChoice } from './face-choice.ts'

export const profileLimit = { display_name: 50, bio: 160 } as const

export const DisplayName = text({
  max: profileLimit.display_name,
  lines: false,
  name: true,
  blank: 'display_name_blank',
  tooLong: 'display_name_exceed_max_chars',
  invalid: 'display_name_invalid',
  further: faultOfDisplayName,
})

const Bio = text({ max: profileLimit.bio, lines: true, tooLong: 'bio_exceed_max_chars', invalid: 'bio_invalid' })

const profileChange = {
  path: '/api/profile/update',
  caller: 'member',
  holdsCruds: false,
  body: z.object({
    display_name: DisplayName,
    bio: z.optional(z.nullable(Bio)),
    /** Null: the one that is made from the handle. */
    face: z.optional(z.nullable(FaceChoice)),
  }),
  reply: UserShort,
  errors: [
    'suspended',
    'display_name_blank',
    'display_name_invalid',
    'display_name_reserved',
    'display_name_exceed_max_chars',
    'bio_invalid',
    'bio_exceed_max_chars',
    'face_invalid',
  ],
} as const

/** The original's server accepted POST while its client sent PUT. Both are kept. */
export const updateProfile = endpoint({
  ...profileChange,
  method: 'POST',
  summary:
    'Change display name, bio and face of the caller. Without `bio` or `face` that stays as it is; with a face of null it is made from the handle.',
})
export const putProfile = endpoint({ ...profileChange, method: 'PUT', summary: 'The same as POST.' })
