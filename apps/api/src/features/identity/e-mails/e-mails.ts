import type { Email } from '../../../mail/mail.ts'
import type { MailLanguage } from '../../../mail/mail-language.ts'
import { arabic } from './arabic.ts'
import type { EmailWords, Written } from './e-mail-words.ts'
import { english } from './english.ts'
import { german } from './german.ts'

const catalogue: Readonly<Record<MailLanguage, EmailWords>> = { en: english, de: german, ar: arabic }

/** Whom an e-mail goes to, and in which language. English if it is not known. */
export type Recipient = { email: string; language?: MailLanguage | undefined }

function write({ email, language = 'en' }: Recipient, choose: (words: EmailWords) => Written): Email {
  return { to: email, language, ...choose(catalogue[language]) }
}

/**
 * Names the handle, so that the owner of the address can see when somebody else has signed up with it. Does not name the
 * display name, because a stranger could write any text there.
 *
 * @param facts.origin where the page is that takes the code
 * @param facts.minutes for which the code is valid
 */
export function confirmationEmail(
  to: Recipient,
  { handle, code, origin, minutes }: { handle: string; code: string; origin: string; minutes: number },
): Email {
  const address = `${origin}/confirm?email=${encodeURIComponent(to.email)}`
  return write(to, (words) => words.confirmation({ handle, code, address, minutes }))
}

/** @param facts.minutes for which the code is valid */
export function resetEmail(to: Recipient, facts: { code: string; minutes: number }): Email {
  return write(to, (words) => words.reset(facts))
}

export function accountExistsEmail(to: Recipient): Email {
  return write(to, (words) => words.accountExists)
}

export function passwordChangedEmail(to: Recipient): Email {
  return write(to, (words) => words.passwordChanged)
}

export function accountDeletedEmail(to: Recipient): Email {
  return write(to, (words) => words.accountDeleted)
}

export function passkeyAddedEmail(to: Recipient): Email {
  return write(to, (words) => words.passkeyAdded)
}
