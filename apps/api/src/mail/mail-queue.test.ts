import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Email } from './mail.ts'
import { createMailQueue } from './mail-queue.ts'

const email = { to: 'ada@example.com', subject: 'Your code', text: '123456' }

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cruddur-mail-'))
})
afterEach(() => rm(dir, { recursive: true, force: true }))

async function start(send: (email: Email) => Promise<void>, directory = join(dir, 'queue')) {
  const lines: string[] = []
  const log = pino({ level: 'trace' }, { write: (line) => void lines.push(line) })
  const mail = { send, close: async () => {} }
  return { lines, directory, mailQueue: await createMailQueue({ mail, directory, log }) }
}
const refuseWith = (fields: object) => () => Promise.reject(Object.assign(new Error('<ada@example.com>'), fields))

it.each(['accept', 'notify'] as const)('%s: stores, lets the caller go on, and sends', async (how) => {
  const sent: Email[] = []
  const { mailQueue, directory } = await start(async (each) => void sent.push(each))
  await mailQueue[how](email)
  expect([sent.length, (await readdir(directory)).length]).toEqual([0, 1])
  await mailQueue.drain(1_000)
  expect(sent).toEqual([email])
  expect(await readdir(directory)).toEqual([])
})

it('sends nothing for nobody, but stores a file all the same', async () => {
  const sent: Email[] = []
  const { mailQueue, directory } = await start(async (each) => void sent.push(each))
  await mailQueue.accept(null)
  expect(await readdir(directory)).toHaveLength(1)
  await mailQueue.drain(1_000)
  expect([sent, await readdir(directory)]).toEqual([[], []])
})

it('tries again when the mail server was away', async () => {
  const sent: Email[] = []
  let tries = 0
  const { mailQueue, directory } = await start(async (each) => {
    if (tries++ === 0) throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' })
    sent.push(each)
  })
  await mailQueue.accept(email)
  await expect.poll(() => sent, { timeout: 10_000 }).toEqual([email])
  await expect.poll(() => readdir(directory)).toEqual([])
  await mailQueue.drain(1_000)
})

it('sends what a server that stopped had accepted', async () => {
  const { mailQueue, directory } = await start(refuseWith({ code: 'ECONNREFUSED' }))
  await mailQueue.accept(email)
  await mailQueue.drain(1_000)
  await writeFile(join(directory, 'torn.json'), '{"email"')
  const sent: Email[] = []
  const next = await start(async (each) => void sent.push(each))
  await next.mailQueue.drain(1_000)
  expect(sent).toEqual([email])
  expect(await readdir(directory)).toEqual([])
})

it('logs a refusal without the address that the mail server quotes, and does not try again', async () => {
  const { mailQueue, lines, directory } = await start(refuseWith({ code: 'EENVELOPE', responseCode: 550 }))
  await mailQueue.accept(email)
  await mailQueue.drain(1_000)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toContain('EENVELOPE')
  expect(lines[0]).not.toMatch(/ada@|123456/)
  expect(await readdir(directory)).toEqual([])
})

it('refuses what it cannot store, whether there is an e-mail or not, and still sends what tells of something done', async () => {
  const sent: Email[] = []
  const { mailQueue, lines, directory } = await start(async (each) => void sent.push(each))
  // As on a full disk no file can be made; unlike there, this stops root too.
  await rm(directory, { recursive: true })
  await writeFile(directory, '')
  for (const each of [email, null]) {
    await expect(mailQueue.accept(each)).rejects.toMatchObject({ codes: ['email_unavailable'] })
  }
  await mailQueue.notify(email)
  await mailQueue.drain(1_000)
  expect(sent).toEqual([email])
  expect(lines.join()).not.toMatch(/ada@|123456/)
})

it('stops waiting after the given time', async () => {
  const { mailQueue } = await start(() => new Promise(() => {}))
  await mailQueue.accept(email)
  const before = performance.now()
  await mailQueue.drain(50)
  expect(performance.now() - before).toBeLessThan(1_000)
})
