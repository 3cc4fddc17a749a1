import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Email } from './mail.ts'

/** Reads the e-mails of an outbox, oldest first. Only tests need it. */
export async function readOutbox(directory: string): Promise<Email[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.txt')).sort()
  return Promise.all(names.map(async (name) => parse(await readFile(join(directory, name), 'utf8'))))
}

function parse(file: string): Email {
  const [, to = '', subject = '', text = ''] = /^To: (.*)\nSubject: (.*)\n\n([\s\S]*)\n$/.exec(file) ?? []
  return { to, subject, text }
}
