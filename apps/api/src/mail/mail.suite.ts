import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Email, Mail } from './mail.ts'

export type MailUnderTest = {
  mail: Mail
  /** The e-mails that have arrived so far, in any order. */
  received(): Promise<Email[]>
  stop(): Promise<void>
}

const email: Email = {
  to: "ada+crud.o'test@example.com",
  subject: 'Your code',
  text: 'Your code:\n\n    012345\n\nLines that start with a dot:\n.\n..\nÜmläute, 漢字 and 💣 arrive.',
}

/** What every adapter of the mail port does. */
export function mailSuite(start: () => Promise<MailUnderTest>): void {
  let under: MailUnderTest
  beforeEach(async () => {
    under = await start()
  })
  afterEach(async () => {
    await under.mail.close()
    await under.stop()
  })

  it('delivers an e-mail unchanged', async () => {
    await under.mail.send(email)
    expect(await under.received()).toEqual([email])
  })

  it('delivers e-mails sent at the same time, each to its own address', async () => {
    const emails = Array.from({ length: 8 }, (_, n) => ({
      ...email,
      to: `person${n}@example.com`,
      text: `Email ${n}`,
    }))
    await Promise.all(emails.map((each) => under.mail.send(each)))
    const received = await under.received()
    expect(received.sort((a, b) => a.to.localeCompare(b.to))).toEqual(emails)
  })
}
