import { randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyBaseLogger } from 'fastify'
import type { Email, Mail } from './mail.ts'

/** Milliseconds for which a file is kept. The codes in it expire sooner. */
const maxFileAgeMs = 24 * 3_600_000

/**
 * Writes each e-mail to a file of its own in `directory`, for a person or a test to read. Logs the name of the file and
 * nothing of its content. Files are renamed into place when complete, and their names sort by time.
 */
export async function createOutboxMail(directory: string, log: FastifyBaseLogger): Promise<Mail> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  log.info(
    { directory },
    'no mail server is set (SMTP_URL): e-mails, with the codes of sign-ups, are files in this directory',
  )
  return {
    async send(email) {
      const time = new Date().toISOString().replaceAll(':', '-')
      const file = join(directory, `${time}-${randomUUID().slice(0, 8)}.txt`)
      await writeFile(`${file}.unfinished`, formatEmail(email), { mode: 0o600 })
      await rename(`${file}.unfinished`, file)
      log.info({ file }, 'wrote an e-mail to the outbox')
      await removeOldFiles(directory)
    },
    async close() {},
  }
}

const formatEmail = ({ to, subject, text }: Email) => `To: ${to}\nSubject: ${subject}\n\n${text}\n`

async function removeOldFiles(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    if (!name.endsWith('.txt')) continue
    const file = join(directory, name)
    // Another server may remove the file between the two calls.
    const writtenAt = (await stat(file).catch(() => null))?.mtimeMs ?? Date.now()
    if (writtenAt < Date.now() - maxFileAgeMs) await rm(file, { force: true })
  }
}
