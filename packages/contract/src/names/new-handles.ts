import { z } from 'zod/mini'
import { handlePattern } from './handles.ts'
import { skeletonOf } from './look-alikes.ts'
import { passesForStaff } from './staff-names.ts'

/**
 * Names of pages, of roles and of ours, and names that mean something to JavaScript. Nobody may have them, or what looks
 * like them: a person of that name would be taken for what it names.
 */
const reservedHandles: ReadonlySet<string> = new Set(
  `about account accounts admin administrator api app assets auth billing blog bomb constructor contact crud cruds cruddur
  deleted docs everyone explore feed feeds forgot help here home identity info login logout me mail media messages
  mod moderator moderators news notifications null official one_minute operator owner postmaster privacy profile proof proto prototype register
  reset root search security settings signin signout signup staff static status stream support system team terms
  trends undefined unknown user users webmaster well_known www`
    .split(/\s+/)
    .map(skeletonOf),
)

/** A new handle: 3 to 30 of `a-z 0-9 _`, typed in any case, and not reserved. */
export const NewHandle = z
  .string({ error: (issue) => (issue.input == null ? 'handle_blank' : 'handle_invalid') })
  .check(
    z.overwrite((value) => value.trim().toLowerCase()),
    z.superRefine((value, context) => {
      const fault = value === '' ? 'handle_blank' : handlePattern.test(value) ? undefined : 'handle_invalid'
      const reserved = reservedHandles.has(skeletonOf(value)) || passesForStaff(value) ? 'handle_reserved' : undefined
      const message = fault ?? reserved
      if (message) context.addIssue({ code: 'custom', message })
    }),
    z.meta({ pattern: '^[A-Za-z0-9_]{3,30}$' }),
  )
