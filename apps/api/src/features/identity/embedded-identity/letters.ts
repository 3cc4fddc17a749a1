import type { Letter } from '../../../mail/mail.ts'
import { codeLifetime } from './codes.ts'

const minutes = codeLifetime / 60

/**
 * The handle is in it because whoever signs up last for an address names the account: a person who gets a code for a
 * name that is not theirs must be able to see that. The display name is not, because strangers can write anything there.
 */
export const confirmationLetter = (to: string, handle: string, code: string): Letter => ({
  to,
  subject: 'Your Cruddur confirmation code',
  text: `Somebody asked for a Cruddur account called @${handle} with this e-mail address.

Your code:

    ${code}

It is good for ${minutes} minutes. Type it in only if you chose the name @${handle} yourself.
If you did not, ignore this letter: without the code there will be no account.`,
})

export const accountExistsLetter = (to: string): Letter => ({
  to,
  subject: 'You already have a Cruddur account',
  text: `Somebody, perhaps you, tried to make a Cruddur account with this e-mail address. It has one already.

To get in, sign in with this address. If you don't remember the password, choose
"Forgot your password?" on the sign-in page.

If it was not you, nothing has happened: your account is as it was.`,
})

export const resetLetter = (to: string, code: string): Letter => ({
  to,
  subject: 'Your Cruddur password code',
  text: `Somebody, perhaps you, asked to set a new password for the Cruddur account with this e-mail address.

Your code:

    ${code}

It is good for ${minutes} minutes. A new password signs you out everywhere.
If it was not you, ignore this letter: your password stays as it is.`,
})

export const passwordChangedLetter = (to: string): Letter => ({
  to,
  subject: 'Your Cruddur password was changed',
  text: `The password of the Cruddur account with this e-mail address has just been changed, and
everybody who was signed in to it elsewhere has been signed out.

If it was not you, set a new one: choose "Forgot your password?" on the sign-in page.`,
})

export const accountDeletedLetter = (to: string): Letter => ({
  to,
  subject: 'Your Cruddur account is deleted',
  text: `The Cruddur account with this e-mail address has just been deleted with its password, and everything that it
held is gone. Nobody can have its handle for 30 days.

If it was not you, somebody knew your password: change it wherever else you use it.`,
})
