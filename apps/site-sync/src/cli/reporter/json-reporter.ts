import type { Reporter } from '../../model/reporter.ts'
import { createLineBuffer } from './line-buffer.ts'

/** Reports to a program: one JSON object a line, each with its `type`. There is nobody to ask. */
export function createJsonReporter(stdout: NodeJS.WritableStream, { silent }: { silent: string[] }): Reporter {
  const { line, flush } = createLineBuffer(stdout)
  const say = (type: string, rest: object) => line(JSON.stringify({ type, ...rest }))
  let told = 0
  return {
    change(change) {
      if (!silent.includes(change.action)) say('change', change)
    },
    progress(progress) {
      if (Date.now() - told < 1_000) return
      told = Date.now()
      say('progress', progress)
    },
    note: (words) => void say('note', { words }),
    warn: (words) => void say('warning', { words }),
    summary: (title, counts, measures) => void say('summary', { title: title.replace(/:$/, ''), counts, ...measures }),
    ask: async () => false,
    fail: (words) => void say('failure', { words }),
    end: flush,
  }
}
