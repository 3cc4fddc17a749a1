import type { Entry } from '../model/entry.ts'
import { Refusal } from '../model/errors.ts'
import type { Settings } from '../model/settings.ts'
import type { Decision } from './decide-file.ts'

/** Deletes that are named one by one. */
const maxNamedDeletes = 5

/**
 * Refuses what is most likely a mistake: a build that made nothing, and a run that would delete too much. It goes by names
 * alone, before any file has to be read.
 *
 * @param stale decisions about objects that no file asks for
 * @throws Refusal
 */
export function refuseMistakes(
  { entries, storedCount }: { entries: Iterable<Entry>; storedCount: number },
  stale: Decision[],
  { folder, maxDelete }: Pick<Settings, 'folder' | 'maxDelete'>,
): void {
  if (!hasFile(entries)) {
    throw new Refusal(`there is nothing to upload in ${folder}: it is empty, or all of it is ignored or not included`)
  }
  const deletes = stale.filter(({ change }) => change.action === 'delete')
  const limit = Math.max(Math.floor(storedCount * maxDelete.share), maxDelete.count)
  if (deletes.length <= limit) return
  const named = deletes.slice(0, maxNamedDeletes).map(({ change }) => `  ${change.path}`)
  const more = deletes.length > maxNamedDeletes ? [`  and ${deletes.length - maxNamedDeletes} more`] : []
  throw new Refusal(
    [
      `${deletes.length} of ${storedCount} objects would be deleted, and at most ${limit} may be:`,
      ...named,
      ...more,
      `If that is meant: --max-delete ${deletes.length}`,
    ].join('\n'),
  )
}

function hasFile(entries: Iterable<Entry>): boolean {
  for (const { wanted } of entries) if (wanted && wanted.file !== null) return true
  return false
}
