import { z } from 'zod/mini'

/** What an invitation looks like: 16 letters and digits, typed in any case and with any spaces and hyphens. */
export const InvitationCode = z.pipe(
  z.string({ error: 'invitation_invalid' }).check(z.maxLength(40, { error: 'invitation_invalid' })),
  z.pipe(
    z.transform((text: string) => text.replace(/[\s-]/g, '').toLowerCase()),
    z.string().check(z.regex(/^[a-z0-9]{16}$/, { error: 'invitation_invalid' })),
  ),
)
