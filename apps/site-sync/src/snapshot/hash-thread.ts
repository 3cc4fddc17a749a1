import { Refusal } from '../model/errors.ts'
import type { HashedFile } from './hash-file.ts'
import type { HashAnswered, HashAsked } from './hash-worker.ts'

/** Hashes files beside this thread, one call after the other. */
export type HashThread = {
  hash(files: string[]): Promise<HashedFile[]>
  close(): void
}

/** As it lies beside this file: written, compiled or bundled. */
const script = new URL(import.meta.url.endsWith('.ts') ? './hash-worker.ts' : './hash-worker.js', import.meta.url)

/** Hashing makes little garbage: without a limit the thread's young generation would grow to tens of MiB. */
const maxYoungGenerationSizeMb = 4

export async function startHashThread(): Promise<HashThread> {
  // Small sites need no thread.
  const { Worker } = await import('node:worker_threads')
  const worker = new Worker(script, { resourceLimits: { maxYoungGenerationSizeMb } })
  /** Who waits for an answer, in the order in which they asked. */
  const asked: { resolve: (files: HashedFile[]) => void; reject: (error: unknown) => void }[] = []
  worker.unref()
  worker.on('message', (answer: HashAnswered) => {
    const next = asked.shift()
    if (asked.length === 0) worker.unref()
    if ('files' in answer) next?.resolve(answer.files)
    else next?.reject('refusal' in answer ? new Refusal(answer.refusal) : answer.error)
  })
  let end: unknown
  const stop = (why: unknown) => {
    end ??= why
    for (const { reject } of asked.splice(0)) reject(end)
  }
  worker.on('error', stop)
  worker.on('exit', () => stop(new Error('the thread that hashes files is over')))
  return {
    hash: (files) =>
      new Promise((resolve, reject) => {
        if (end !== undefined) return reject(end)
        asked.push({ resolve, reject })
        // Somebody waits for it: until it has answered, the process goes on.
        worker.ref()
        worker.postMessage(files satisfies HashAsked)
      }),
    close: () => void worker.terminate(),
  }
}
