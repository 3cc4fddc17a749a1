import type { Trouble } from './error-words.ts'
import { unreachable } from './unreachable.ts'

/** The words for codes. The table is no part of the first load, since nothing has failed yet. */
export async function wordsFor(codes: readonly Trouble[]): Promise<string[]> {
  const table = await import('./error-words.ts').then(
    ({ errorWords }) => errorWords,
    () => undefined,
  )
  return codes.map((code) => table?.[code] ?? unreachable)
}
