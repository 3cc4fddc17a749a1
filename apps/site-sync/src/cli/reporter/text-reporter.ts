import { measuresWords } from '../../model/amounts.ts'
import type { Reporter } from '../../model/reporter.ts'
import { type Paint, painted, plain } from './colors.ts'
import { createLineBuffer } from './line-buffer.ts'
import { changeLine, countsLine } from './lines.ts'
import { createBar, createProgressLines } from './progress-bar.ts'

type Streams = { stdin: NodeJS.ReadStream; stdout: NodeJS.WriteStream; stderr: NodeJS.WriteStream }

/** Reports to people: with colour and a bar at a terminal, in plain lines in a log. */
export function createTextReporter(
  { stdin, stdout, stderr }: Streams,
  { silent, color }: { silent: string[]; color: boolean | null },
): Reporter {
  const paint: Paint = (color ?? stdout.isTTY) ? painted : plain
  const paintError: Paint = (color ?? stderr.isTTY) ? painted : plain
  const { line, flush } = createLineBuffer(stdout)
  const bar = stderr.isTTY ? createBar(stderr) : createProgressLines(line)
  const say = (words: string) => {
    bar.clear()
    line(words)
  }
  const sayError = (words: string) => {
    bar.clear()
    flush()
    stderr.write(`${words}\n`)
  }
  return {
    change(change) {
      if (!silent.includes(change.action)) say(changeLine(change, paint))
    },
    progress: bar.show,
    note: say,
    warn: (words) => sayError(`${paintError('yellow', 'warning:')} ${words}`),
    summary(title, counts, measures) {
      say(`${paint('bold', title)} ${countsLine(counts, paint)}${measures ? `, ${measuresWords(measures)}` : ''}`)
    },
    ask(question, signal) {
      bar.clear()
      flush()
      stdout.write(`${question} `)
      return answer({ stdin, stdout }, signal)
    },
    fail: (words) => sayError(`${paintError('red', 'site-sync:')} ${words}`),
    end() {
      bar.clear()
      flush()
    },
  }
}

/** Reads one line. The answer is no at the end of input. */
async function answer({ stdin, stdout }: Pick<Streams, 'stdin' | 'stdout'>, signal?: AbortSignal): Promise<boolean> {
  // Most runs ask nothing.
  const { createInterface } = await import('node:readline')
  if (signal?.aborted) return false
  const lines = createInterface({ input: stdin })
  const close = () => lines.close()
  signal?.addEventListener('abort', close)
  return new Promise((resolve) => {
    lines.once('line', (line) => {
      resolve(line.trim().toLowerCase() === 'yes')
      lines.close()
    })
    lines.once('close', () => {
      signal?.removeEventListener('abort', close)
      if (!stdin.isTTY) stdout.write('\n')
      resolve(false)
    })
  })
}
