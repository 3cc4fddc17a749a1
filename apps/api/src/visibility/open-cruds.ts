import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { type Opened, openCruds } from '@cruddur/storage/cruds/sealed-cruds'
import type { SealedActivity } from './activity-columns.ts'
import { hasMutedPhrase, type MutedWords } from './muted-words.store.ts'

/** A crud of a list. One that is hidden has its place in the list, so that the next page begins where it should, and is not shown. */
export type Listed<Row> = Opened<Row> & { hidden?: true }

/** Cruds of a list with their words. Those of other people with a phrase that the reader muted are hidden. */
export function openList<Row extends SealedActivity>(
  keys: KeyRing,
  rows: readonly Row[],
  muted: MutedWords,
): Listed<Row>[] {
  return openCruds(keys, rows).map((row) =>
    !row.own && hasMutedPhrase(row.message, muted) ? { ...row, hidden: true as const } : row,
  )
}
