import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { type Opened, openWordsOf, withWords } from '@cruddur/storage/cruds/sealed-cruds'
import type { SealedActivity } from './activity-columns.ts'
import { hasMutedPhrase, type MutedWords } from './muted-words.store.ts'

/** A crud of a list. One that is hidden has its place in the list, so that the next page begins where it should, and is not shown. */
export type Listed<Row> = Opened<Row> & { hidden?: true }

/**
 * Cruds of a list with their words, in its order: the same rows, which are changed. Those that can't be opened are hidden, and so
 * are those of other people with a phrase that the reader muted.
 */
export function openList<Row extends SealedActivity>(
  keys: KeyRing,
  rows: readonly Row[],
  muted?: MutedWords,
): Listed<Row>[] {
  return rows.map((row) => {
    const message = openWordsOf(keys, row)
    const opened: Listed<Row> = withWords(row, message ?? '')
    if (message === undefined || (muted && !row.own && hasMutedPhrase(message, muted))) opened.hidden = true
    return opened
  })
}
