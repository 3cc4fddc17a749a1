import { parentPort } from 'node:worker_threads'
import { Refusal } from '../model/errors.ts'
import { type HashedFile, readHashed } from './hash-file.ts'

/** What this thread is asked, and what it answers: the same files in the same order, or why not. */
export type HashAsked = string[]
export type HashAnswered = { files: HashedFile[] } | { refusal: string } | { error: unknown }

/** One after the other: answers come in the order of the questions. */
let last = Promise.resolve()
parentPort?.on('message', (files: HashAsked) => {
  last = last.then(async () => parentPort?.postMessage(await hashAll(files)))
})

async function hashAll(files: HashAsked): Promise<HashAnswered> {
  const hashed: HashedFile[] = []
  try {
    for (const file of files) hashed.push(await readHashed(file, { keep: false }))
    return { files: hashed }
  } catch (error) {
    // Classes do not come through to the other side.
    return error instanceof Refusal ? { refusal: error.message } : { error }
  }
}
