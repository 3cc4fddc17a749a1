import { didYouMean } from './near-miss.ts'
import type { Flags } from './read-flags.ts'

/** Commands that look at the bucket. `sync` is the one without a name. */
export type Working = 'plan' | 'apply' | 'status' | 'sync'
const working: Working[] = ['plan', 'apply', 'status', 'sync']
const talking = ['help', 'version'] as const

type Command = { command: 'help' } | { command: 'version' } | { command: Working; file?: string; faults: string[] }

/** Finds the command. `--help` and `--version` win, whatever else is wrong. */
export function readCommand({ options, words }: Pick<Flags, 'options' | 'words'>): Command {
  const asksFor = talking.find((word) => options.has(word) || words[0] === word)
  if (asksFor) return { command: asksFor }
  const [word = 'sync', ...rest] = words
  const command = working.find((one) => one === word)
  if (!command) {
    const hint = didYouMean(word, [...working, ...talking]) || `: there are ${[...working, ...talking].join(', ')}`
    return { command: 'sync', faults: [`${word}: there is no such command${hint}`] }
  }
  const [file, ...more] = command === 'apply' ? rest : [undefined, ...rest]
  const faults = more.map((one) => `${one}: ${command} takes no such argument`)
  return { command, faults, ...(file !== undefined && { file }) }
}
