import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Email } from './mail.ts'

/** An e-mail that waits to be sent, or null for a file that only takes the time of one. */
export type Waiting = {
  email: Email | null
  /** Milliseconds since 1970. */
  storedAt: number
  /** Null for one that could not be stored and waits in memory. */
  file: string | null
}

/** Every file has this length, so that writing one takes the same time whatever it says. Our e-mails are shorter. */
const fileBytes = 4_096

/**
 * E-mails on disk, each in a file of its own in `directory`, that must survive a crash of the server. Files are deleted as
 * soon as their e-mail is sent.
 */
export async function openMailSpool(directory: string) {
  await mkdir(directory, { recursive: true, mode: 0o700 })

  return {
    /** @throws the error of the file system, such as ENOSPC. Nothing is left then. */
    async store(email: Email | null): Promise<Waiting> {
      const file = join(directory, `${randomUUID()}.json`)
      const waiting = { email, storedAt: Date.now() }
      try {
        // Flushed: some file systems find out only then that the disk is full.
        await writeFile(file, padded(JSON.stringify(waiting)), { mode: 0o600, flush: true })
      } catch (error) {
        await rm(file, { force: true }).catch(() => {})
        throw error
      }
      return { ...waiting, file }
    },

    async remove({ file }: Waiting): Promise<void> {
      if (file) await rm(file, { force: true })
    },

    /** What a server that stopped left behind. Files that it had not finished are removed: nobody was told of them. */
    async readAll(): Promise<Waiting[]> {
      const files = (await readdir(directory))
        .filter((name) => name.endsWith('.json'))
        .map((name) => join(directory, name))
      const found = await Promise.all(files.map(readWaiting))
      return found.filter((waiting) => waiting !== null)
    },
  }
}

/** JSON may end in spaces. Letters of some languages are several bytes. */
function padded(json: string): string {
  return json + ' '.repeat(Math.max(0, fileBytes - Buffer.byteLength(json)))
}

export type MailSpool = Awaited<ReturnType<typeof openMailSpool>>

async function readWaiting(file: string): Promise<Waiting | null> {
  // Another server with the same directory may have sent it meanwhile.
  const text = await readFile(file, 'utf8').catch(() => null)
  if (text === null) return null
  try {
    return { ...(JSON.parse(text) as Omit<Waiting, 'file'>), file }
  } catch {
    await rm(file, { force: true })
    return null
  }
}
