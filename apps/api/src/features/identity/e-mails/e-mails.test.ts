import { expect, it } from 'vitest'
import { mailLanguages } from '../../../mail/mail-language.ts'
import * as eMails from './e-mails.ts'

const isolates = /[\u2066\u2069]/g

it.each(mailLanguages)('writes every e-mail with its facts, in %s', (language) => {
  const to = { email: 'worf+1@example.com', language }
  const facts = { handle: 'worf', code: '01234567', origin: 'https://cruddur.example', minutes: 15 }
  const confirmation = eMails.confirmationEmail(to, facts)
  const reset = eMails.resetEmail(to, facts)
  for (const { text } of [confirmation, reset]) {
    expect(text).toMatch(/^ {4}01234567$/m)
    expect(text).toMatch(/\b15\b/)
  }
  expect(confirmation.text).toMatch(/^ {4}https:\/\/cruddur\.example\/confirm\?email=worf%2B1%40example\.com$/m)
  expect(confirmation.text.replace(isolates, '').split('@worf')).toHaveLength(3)
  const all = [
    confirmation,
    reset,
    eMails.accountExistsEmail(to),
    eMails.passwordChangedEmail(to),
    eMails.accountDeletedEmail(to),
    eMails.passkeyAddedEmail(to),
  ]
  expect(new Set(all.map(({ subject }) => subject)).size).toBe(all.length)
  expect(all.map((email) => [email.to, email.language])).toEqual(all.map(() => [to.email, language]))
  // Subjects are one line, or they could not be headers.
  for (const { subject, text } of all)
    expect([subject, text.includes('undefined')]).toEqual([subject.split('\n')[0], false])
})
