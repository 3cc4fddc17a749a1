import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Letter, Mail } from './mail.ts'

export type MailUnderTest = {
  mail: Mail
  /** What has arrived so far, in any order. */
  received(): Promise<Letter[]>
  stop(): Promise<void>
}

const letter: Letter = {
  to: "ada+crud.o'test@example.com",
  subject: 'Your code',
  text: 'Your code:\n\n    012345\n\nLines that start with a dot:\n.\n..\nÜmläute, 漢字 and 💣 arrive.',
}

/** What every way of sending e-mail does. */
export function mailSuite(start: () => Promise<MailUnderTest>): void {
  let under: MailUnderTest
  beforeEach(async () => {
    under = await start()
  })
  afterEach(async () => {
    await under.mail.close()
    await under.stop()
  })

  it('delivers a letter as it was written', async () => {
    await under.mail.send(letter)
    expect(await under.received()).toEqual([letter])
  })

  it('delivers letters that are sent at once, each to its own address', async () => {
    const letters = Array.from({ length: 8 }, (_, n) => ({
      ...letter,
      to: `person${n}@example.com`,
      text: `Letter ${n}`,
    }))
    await Promise.all(letters.map((each) => under.mail.send(each)))
    const received = await under.received()
    expect(received.sort((a, b) => a.to.localeCompare(b.to))).toEqual(letters)
  })
}
