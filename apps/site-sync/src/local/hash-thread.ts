import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { Refusal } from '../refusal.ts'
import type { HashedFile } from './hash-file.ts'
import type { HashAnswered, HashAsked } from './hash-worker.ts'

/** Hashes files beside this thread, one call after the other. */
export type HashThread = {
  hash(files: string[]): Promise<HashedFile[]>
  close(): void
}

/** As it lies beside this file: written, compiled or bundled. */
const script = new URL(import.meta.url.endsWith('.ts') ? './hash-worker.ts' : './hash-worker.js', import.meta.url)

export function startHashThread(): HashThread {
  const worker = new Worker(script)
  worker.unref()
  return {
    async hash(files) {
      // Somebody waits for it: until it has answered, the process goes on.
      worker.ref()
      const answered = once(worker, 'message')
      worker.postMessage(files satisfies HashAsked)
      const [answer]: [HashAnswered] = (await answered) as [HashAnswered]
      worker.unref()
      if ('refusal' in answer) throw new Refusal(answer.refusal)
      if ('error' in answer) throw answer.error
      return answer.files
    },
    close: () => void worker.terminate(),
  }
}
