import { byBytes } from '../src/model/by-bytes.ts'
import type { Remembered, Stored, Wanted } from '../src/model/change.ts'
import type { Entry } from '../src/model/entry.ts'
import type { Settings } from '../src/model/settings.ts'
import { createSelection } from '../src/rules/selection.ts'
import { EntryList } from '../src/snapshot/entry-list.ts'
import { createHeadersTable } from '../src/snapshot/headers-table.ts'
import { mergeJoin } from '../src/snapshot/merge-join.ts'
import type { LocalFile } from '../src/snapshot/walk-folder.ts'
import { wantedObjects } from '../src/snapshot/wanted.ts'

/** The objects that files become, as a run finds them. */
export async function wantedFrom(files: LocalFile[], settings: Settings): Promise<Wanted[]> {
  const selection = createSelection(settings)
  const walked = files.filter(({ path }) => selection.takesFile(path)).sort((a, b) => byBytes(a.path, b.path))
  return collect(wantedObjects([walked], settings, selection, createHeadersTable()))
}

/** What is in any order, joined as a run joins it. */
export async function entriesFrom(
  wanted: Wanted[],
  stored: Stored[] = [],
  remembered: Iterable<readonly [string, Remembered]> = [],
): Promise<Entry[]> {
  const rows = [...remembered].map(([key, one]) => ({ key, ...one }))
  const sources = { wanted: inBatches(wanted), stored: inBatches(stored), remembered: inBatches(rows) }
  const entries = new EntryList(createHeadersTable())
  for await (const known of mergeJoin(sources)) entries.add(known)
  return [...entries]
}

/** In batches of three, ordered by key. */
async function* inBatches<T extends { key: string }>(rows: T[]): AsyncGenerator<T[]> {
  const sorted = rows.toSorted((a, b) => byBytes(a.key, b.key))
  for (let at = 0; at < sorted.length; at += 3) yield sorted.slice(at, at + 3)
}

async function collect<T>(batches: AsyncIterable<T[]>): Promise<T[]> {
  const all: T[] = []
  for await (const batch of batches) all.push(...batch)
  return all
}
