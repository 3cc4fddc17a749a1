import { words } from '../words/words.ts'
import type { FailureCode } from './error-words.ts'
import { fetchCode } from './fetch-code.ts'

/** The words for codes. The table is fetched when something has failed, and is no part of the first load. */
export async function wordsFor(codes: readonly FailureCode[]): Promise<string[]> {
  const table = await fetchCode(() => import('./error-words.ts')).then(
    ({ errorWords }) => errorWords,
    () => undefined,
  )
  return codes.map((code) => table?.[code] ?? words.ui.unreachable)
}
