import { mkdtemp, readdir, readFile, rm, stat, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { mailSuite } from './mail.suite.ts'
import { createOutboxMail } from './outbox-mail.ts'
import { readOutbox } from './read-outbox.ts'

async function start() {
  const home = await mkdtemp(join(tmpdir(), 'cruddur-outbox-'))
  const directory = join(home, 'outbox')
  const lines: string[] = []
  const mail = await createOutboxMail(directory, pino({}, { write: (line) => lines.push(line) }))
  return { mail, directory, lines, received: () => readOutbox(directory), stop: () => rm(home, { recursive: true }) }
}

describe('mail in the outbox', () => {
  mailSuite(start)

  it('logs the name of the file, and neither the code nor the address', async () => {
    const { mail, directory, lines, stop } = await start()
    await mail.send({ to: 'ada@example.com', subject: 'Your code', text: '123456' })
    const [file = ''] = await readdir(directory)
    // The first line says where e-mails go.
    expect(lines).toHaveLength(2)
    expect(lines[0]).toContain(directory)
    expect(lines[1]).toContain(file)
    expect(lines[1]).not.toMatch(/123456|ada@/)
    expect((await stat(join(directory, file))).mode & 0o777).toBe(0o600)
    await stop()
  })

  it('removes files after a day, when the next e-mail is written', async () => {
    const { mail, directory, stop } = await start()
    await mail.send({ to: 'ada@example.com', subject: 'Old', text: '1' })
    await mail.send({ to: 'ada@example.com', subject: 'Older', text: '2' })
    const yesterday = Date.now() / 1000 - 86_500
    for (const file of await readdir(directory)) {
      const text = await readFile(join(directory, file), 'utf8')
      if (text.includes('Older')) await utimes(join(directory, file), yesterday, yesterday)
    }
    await mail.send({ to: 'ada@example.com', subject: 'New', text: '3' })
    expect((await readOutbox(directory)).map(({ subject }) => subject)).toEqual(['Old', 'New'])
    await stop()
  })
})
