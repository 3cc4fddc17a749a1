export type Written = { subject: string; text: string }

/** What our e-mails say, in one language. Codes stand on a line of their own, so that they are easy to copy. */
export type EmailWords = {
  /** `address` is that of the page that takes the code. */
  confirmation: (facts: { handle: string; code: string; address: string; minutes: number }) => Written
  reset: (facts: { code: string; minutes: number }) => Written
  accountExists: Written
  passwordChanged: Written
  accountDeleted: Written
  passkeyAdded: Written
}
