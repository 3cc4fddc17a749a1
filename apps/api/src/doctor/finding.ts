/** `warn`: it works, and an operator should know. `fail`: something does not work, or a promise is not kept. */
export type Level = 'ok' | 'warn' | 'fail'

/** One line of the doctor's output: what was checked, what was found, and what to do. */
export type Finding = { about: string; level: Level; words: string }

export function finding(about: string, level: Level, words: string): Finding {
  return { about, level, words }
}
