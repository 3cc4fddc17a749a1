import { pino } from 'pino'
import { expect, it } from 'vitest'
import type { Email } from './mail.ts'
import { createMailQueue } from './mail-queue.ts'

const email = { to: 'ada@example.com', subject: 'Your code', text: '123456' }

function start(send: (email: Email) => Promise<void>) {
  const lines: string[] = []
  const log = pino({ level: 'trace' }, { write: (line) => void lines.push(line) })
  return { lines, mailQueue: createMailQueue({ send, close: async () => {} }, log) }
}

it('sends after the caller goes on, and can be waited for', async () => {
  const sent: Email[] = []
  const { mailQueue } = start(async (each) => void sent.push(each))
  mailQueue.enqueue(email)
  expect(sent).toEqual([])
  await mailQueue.drain(1_000)
  expect(sent).toEqual([email])
})

it('logs a failure without the address that the mail server quotes', async () => {
  const refusal = Object.assign(new Error('550 <ada@example.com>: no such person'), {
    code: 'EENVELOPE',
    responseCode: 550,
  })
  const { mailQueue, lines } = start(() => Promise.reject(refusal))
  mailQueue.enqueue(email)
  await mailQueue.drain(1_000)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain('EENVELOPE')
  expect(lines[0]).not.toMatch(/ada@|123456/)
})

it('stops waiting after the given time', async () => {
  const { mailQueue } = start(() => new Promise(() => {}))
  mailQueue.enqueue(email)
  const before = performance.now()
  await mailQueue.drain(50)
  expect(performance.now() - before).toBeLessThan(1_000)
})
