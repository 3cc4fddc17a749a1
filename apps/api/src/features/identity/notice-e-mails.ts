import type { Email } from '../../mail/mail.ts'

export const accountExistsEmail = (to: string): Email => ({
  to,
  subject: 'You already have a Cruddur account',
  text: `Somebody, perhaps you, tried to make a Cruddur account with this e-mail address. It already has one.

To get in, sign in with this address. If you don't remember the password, choose
"Forgot your password?" on the sign-in page.

If it was not you, nothing has happened: your account has not changed.`,
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

export const passkeyAddedEmail = (to: string): Email => ({
  to,
  subject: 'A passkey was added to your Cruddur account',
  text: `A passkey has just been added to the Cruddur account with this e-mail address. It signs in without
the password.

If it was not you, somebody knew your password: set a new one by "Forgot your password?" on the sign-in
page, and remove the passkey in the settings.`,
})
