import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyBaseLogger } from 'fastify'
import type { Letter, Mail } from './mail.ts'

/** Milliseconds for which a letter is kept. The codes in it live shorter. */
const keptFor = 24 * 3_600_000

/**
 * Writes each letter to a file of its own in `directory`, for a person or a test to read, and says so in the log: the
 * file, not what is in it. A file appears whole, under a name that sorts by time.
 */
export async function createOutboxMail(directory: string, log: FastifyBaseLogger): Promise<Mail> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  return {
    async send(letter) {
      const time = new Date().toISOString().replaceAll(':', '-')
      const file = join(directory, `${time}-${randomUUID().slice(0, 8)}.txt`)
      await writeFile(`${file}.unfinished`, written(letter), { mode: 0o600 })
      await rename(`${file}.unfinished`, file)
      log.info({ file }, 'a letter is in the outbox')
      await removeOldLetters(directory)
    },
    async close() {},
  }
}

const written = ({ to, subject, text }: Letter) => `To: ${to}\nSubject: ${subject}\n\n${text}\n`

async function removeOldLetters(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    if (!name.endsWith('.txt')) continue
    const file = join(directory, name)
    // Another server may be doing the same.
    const written = (await stat(file).catch(() => null))?.mtimeMs ?? Date.now()
    if (written < Date.now() - keptFor) await rm(file, { force: true })
  }
}
