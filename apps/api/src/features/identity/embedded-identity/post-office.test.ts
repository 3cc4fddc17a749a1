import { pino } from 'pino'
import { expect, it } from 'vitest'
import type { Letter } from '../../../mail/mail.ts'
import { createPostOffice } from './post-office.ts'

const letter = { to: 'ada@example.com', subject: 'Your code', text: '123456' }

function start(send: (letter: Letter) => Promise<void>) {
  const lines: string[] = []
  const log = pino({ level: 'trace' }, { write: (line) => void lines.push(line) })
  return { lines, postOffice: createPostOffice({ send, close: async () => {} }, log) }
}

it('sends behind the back of who posts, and can be waited for', async () => {
  const sent: Letter[] = []
  const { postOffice } = start(async (each) => void sent.push(each))
  postOffice.post(letter)
  expect(sent).toEqual([])
  await postOffice.settled(1_000)
  expect(sent).toEqual([letter])
})

it('logs that a letter could not be sent, without the address that the mail server quotes', async () => {
  const refusal = Object.assign(new Error('550 <ada@example.com>: no such person'), {
    code: 'EENVELOPE',
    responseCode: 550,
  })
  const { postOffice, lines } = start(() => Promise.reject(refusal))
  postOffice.post(letter)
  await postOffice.settled(1_000)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain('EENVELOPE')
  expect(lines[0]).not.toMatch(/ada@|123456/)
})

it('is not waited for longer than asked', async () => {
  const { postOffice } = start(() => new Promise(() => {}))
  postOffice.post(letter)
  const before = performance.now()
  await postOffice.settled(50)
  expect(performance.now() - before).toBeLessThan(1_000)
})
