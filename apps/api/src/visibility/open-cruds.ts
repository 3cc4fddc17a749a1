import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { type Opened, openWordsOf, withWords } from '@cruddur/storage/cruds/sealed-cruds'
import type { Page } from '@cruddur/storage/page'
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

/**
 * The same for a list that was read further than its page goes. What is beyond the page tells only that there is a next one: nobody
 * sees it, so it is not opened.
 */
export function openPage<Row extends SealedActivity>(
  keys: KeyRing,
  rows: readonly Row[],
  { limit }: Page,
  muted?: MutedWords,
): Listed<Row>[] {
  const beyond = rows.slice(limit).map((row) => Object.assign(withWords(row, ''), { hidden: true as const }))
  return [...openList(keys, rows.slice(0, limit), muted), ...beyond]
}
