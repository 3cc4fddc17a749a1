import type { MailLanguage } from './mail-language.ts'

export type Email = {
  /** One address, without a name. */
  to: string
  subject: string
  /** Plain text, lines separated by `\n`. */
  text: string
  /** Of the subject and the text. English if it is left out. */
  language?: MailLanguage
}

/** Sends e-mail. */
export type Mail = {
  /** Resolves when another system has accepted the e-mail for delivery. Rejects otherwise, without a second try. */
  send(email: Email): Promise<void>
  /** Closes connections. Nothing can be sent afterwards. */
  close(): Promise<void>
}
