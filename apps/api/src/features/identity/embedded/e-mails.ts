import type { Email } from '../../../mail/mail.ts'
import { codeLifetime } from './codes.ts'

const codeLifetimeMinutes = codeLifetime / 60

/**
 * Names the handle, so that the owner of the address can see when somebody else has signed up with it. Does not name the
 * display name, because a stranger could write any text there.
 */
export const confirmationEmail = (to: string, handle: string, code: string, origin: string): Email => ({
  to,
  subject: 'Your Cruddur confirmation code',
  text: `Somebody asked for a Cruddur account called @${handle} with this e-mail address.

Your code:

    ${code}

Enter it here, in the browser in which you signed up:

    ${origin}/confirm?email=${encodeURIComponent(to)}

The code is valid for ${codeLifetimeMinutes} minutes. Enter it only if you chose the name @${handle} yourself.
If you did not, ignore this e-mail: without the code there will be no account.`,
})

export const resetEmail = (to: string, code: string): Email => ({
  to,
  subject: 'Your Cruddur password code',
  text: `Somebody, perhaps you, asked to set a new password for the Cruddur account with this e-mail address.

Your code:

    ${code}

It is valid for ${codeLifetimeMinutes} minutes. A new password signs you out everywhere.
If it was not you, ignore this e-mail: your password does not change.`,
})
