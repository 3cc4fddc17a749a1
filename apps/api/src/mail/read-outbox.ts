import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Letter } from './mail.ts'

/** The letters of an outbox, oldest first: what a person would see who opens the files. For tests and the demo. */
export async function readOutbox(directory: string): Promise<Letter[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.txt')).sort()
  return Promise.all(names.map(async (name) => parse(await readFile(join(directory, name), 'utf8'))))
}

function parse(file: string): Letter {
  const [, to = '', subject = '', text = ''] = /^To: (.*)\nSubject: (.*)\n\n([\s\S]*)\n$/.exec(file) ?? []
  return { to, subject, text }
}
