import { Email } from '@cruddur/contract/credentials'
import { NewHandle } from '@cruddur/contract/names/new-handles'
import { DisplayName, profileLimit, updateProfile } from '@cruddur/contract/users/profile-change'
import type { OriginalPerson } from '../source/original-rows.ts'

/** A person by the rules of this version. */
export type NewPerson = {
  uuid: string
  sub: string
  /** What their handle should be. If somebody else has it, or one that looks like it, a number is added. */
  handle: string
  displayName: string
  bio: string
  email: string | null
  createdAt: number | null
  /** What had to be changed, for the report. */
  changes: PersonChange[]
}

export type PersonChange = 'display_name' | 'bio' | 'email' | 'shared_email' | 'subject'

const maxHandleLength = 30
const minHandleLength = 3

export function newPersonFrom(original: OriginalPerson): NewPerson {
  const changes: PersonChange[] = []
  const handle = handleFrom(original.handle ?? '')
  const displayName = displayNameFrom(original.display_name ?? '', handle)
  if (displayName !== original.display_name) changes.push('display_name')
  const bio = bioFrom(original.bio ?? '')
  if (bio !== (original.bio ?? '')) changes.push('bio')
  const email = original.email === null ? null : (Email.safeParse(original.email).data ?? null)
  if (original.shares_email) changes.push('shared_email')
  else if (!email) changes.push('email')
  if (!original.has_own_sub) changes.push('subject')
  const { uuid, sub, created_at: createdAt } = original
  return { uuid, sub, handle, displayName, bio, email, createdAt, changes }
}

/**
 * The rule for handles: accents are dropped, letters become lower case, and each run of characters other than `a-z 0-9 _`
 * becomes one `_`. The result is cut to 30 characters. A short one gets `_1` at its end, an empty one becomes `person`, and a
 * reserved name gets `was_` in front.
 */
export function handleFrom(original: string): string {
  const plain = original
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, '_')
    .slice(0, maxHandleLength)
  const long = /^_*$/.test(plain) ? 'person' : plain.length < minHandleLength ? `${plain}_1` : plain
  return NewHandle.safeParse(long).success ? long : `was_${long}`.slice(0, maxHandleLength)
}

/** A handle with a number at its end, no longer than handles may be. */
export function numbered(handle: string, number: number): string {
  const end = `_${number}`
  return `${handle.slice(0, maxHandleLength - end.length)}${end}`
}

/** The first of these that the rules allow: the name, the name cut and without invisible characters, the handle. */
function displayNameFrom(original: string, handle: string): string {
  const plain = cut(withoutControls(original, ' ').replace(/\p{Bidi_Control}/gu, ''), profileLimit.display_name).trim()
  for (const name of [original, plain, plain.replace(/\p{Default_Ignorable_Code_Point}/gu, '')]) {
    const { data } = DisplayName.safeParse(name)
    if (data) return data
  }
  return handle
}

function bioFrom(original: string): string {
  const bio = updateProfile.body.shape.bio
  for (const text of [original, cut(withoutControls(original), profileLimit.bio)]) {
    const { data } = bio.safeParse(text)
    if (data) return data
  }
  return ''
}

/** Without control characters, but line ends and tabs stay unless `lines` takes their place. */
export function withoutControls(text: string, lines?: string): string {
  const plain = text.replace(/\r\n?/g, '\n').replace(/(?![\n\t])\p{Cc}/gu, '')
  return lines === undefined ? plain : plain.replace(/[\n\t]/g, lines)
}

/** The first code points of a text in the form in which they are counted. */
const cut = (text: string, codePoints: number) => [...text.normalize('NFC')].slice(0, codePoints).join('')
