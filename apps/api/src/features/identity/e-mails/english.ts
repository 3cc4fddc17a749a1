import type { EmailWords } from './e-mail-words.ts'

export const english: EmailWords = {
  confirmation: ({ handle, code, address, minutes }) => ({
    subject: 'Your Cruddur confirmation code',
    text: `Somebody asked for a Cruddur account called @${handle} with this e-mail address.

Your code:

    ${code}

Enter it here, in the browser in which you signed up:

    ${address}

The code is valid for ${minutes} minutes. Enter it only if you chose the name @${handle} yourself.
If you didn't, ignore this e-mail: without the code there will be no account.`,
  }),
  reset: ({ code, minutes }) => ({
    subject: 'Your Cruddur password code',
    text: `Somebody, perhaps you, asked to set a new password for the Cruddur account with this e-mail address.

Your code:

    ${code}

It is valid for ${minutes} minutes. A new password signs you out everywhere.
If it wasn't you, ignore this e-mail: your password doesn't change.`,
  }),
  accountExists: {
    subject: 'You already have a Cruddur account',
    text: `Somebody, perhaps you, tried to make a Cruddur account with this e-mail address. It already has one.

To get in, sign in with this address. If you don't remember the password, choose
"Forgot your password?" on the sign-in page.

If it wasn't you, nothing has happened: your account hasn't changed.`,
  },
  passwordChanged: {
    subject: 'Your Cruddur password was changed',
    text: `The password of the Cruddur account with this e-mail address has just been changed, and
all other devices have been signed out.

If it wasn't you, set a new one: choose "Forgot your password?" on the sign-in page.`,
  },
  accountDeleted: {
    subject: 'Your Cruddur account is deleted',
    text: `The Cruddur account with this e-mail address has just been deleted, with its password and everything
in it. Nobody can take its handle for 30 days.

If it wasn't you, somebody knew your password: change it wherever else you use it.`,
  },
  passkeyAdded: {
    subject: 'A passkey was added to your Cruddur account',
    text: `A passkey has just been added to the Cruddur account with this e-mail address. It signs in without
the password.

If it wasn't you, somebody knew your password: set a new one by "Forgot your password?" on the sign-in
page, and remove the passkey in the settings.`,
  },
}
