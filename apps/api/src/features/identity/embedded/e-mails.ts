import type { Email } from '../../../mail/mail.ts'
import { codeLifetime } from './codes.ts'

const codeLifetimeMinutes = codeLifetime / 60

/**
 * Names the handle, so that the owner of the address can see when somebody else has signed up with it. Does not name the
 * display name, because a stranger could write any text there.
 */
export const confirmationEmail = (to: string, handle: string, code: string): Email => ({
  to,
  subject: 'Your Cruddur confirmation code',
  text: `Somebody asked for a Cruddur account called @${handle} with this e-mail address.

Your code:

    ${code}

It is valid for ${codeLifetimeMinutes} minutes. Enter it only if you chose the name @${handle} yourself.
If you did not, ignore this e-mail: without the code there will be no account.`,
})

export const accountExistsEmail = (to: string): Email => ({
  to,
  subject: 'You already have a Cruddur account',
  text: `Somebody, perhaps you, tried to make a Cruddur account with this e-mail address. It already has one.

To get in, sign in with this address. If you don't remember the password, choose
"Forgot your password?" on the sign-in page.

If it was not you, nothing has happened: your account has not changed.`,
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

export const passwordChangedEmail = (to: string): Email => ({
  to,
  subject: 'Your Cruddur password was changed',
  text: `The password of the Cruddur account with this e-mail address has just been changed, and
all other devices have been signed out.

If it was not you, set a new one: choose "Forgot your password?" on the sign-in page.`,
})

export const accountDeletedEmail = (to: string): Email => ({
  to,
  subject: 'Your Cruddur account is deleted',
  text: `The Cruddur account with this e-mail address has just been deleted, with its password and everything
in it. Nobody can take its handle for 30 days.

If it was not you, somebody knew your password: change it wherever else you use it.`,
})
