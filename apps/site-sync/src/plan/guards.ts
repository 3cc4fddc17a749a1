import type { Change, Wanted } from '../model/change.ts'
import { Refusal } from '../model/errors.ts'
import type { Settings } from '../model/settings.ts'

function hasFile(wanted: Iterable<Wanted>): boolean {
  for (const { file } of wanted) if (file !== null) return true
  return false
}

/** Deletes that are named one by one. */
const mostNamed = 5

/**
 * Says no, by names alone, to what is most likely a mistake: a build that made nothing, and a run that would delete too
 * much.
 *
 * @param stale what is to become of objects that no file asks for
 * @param storedCount objects below the prefix, without our own
 * @throws Refusal
 */
export function checkBeforeReading(
  wanted: Iterable<Wanted>,
  stale: Change[],
  storedCount: number,
  { folder, maxDelete }: Pick<Settings, 'folder' | 'maxDelete'>,
): void {
  if (!hasFile(wanted)) {
    throw new Refusal(`there is nothing to upload in ${folder}: it is empty, or all of it is ignored or not included`)
  }
  const deletes = stale.filter(({ action }) => action === 'delete')
  const limit = Math.max(Math.floor(storedCount * maxDelete.share), maxDelete.count)
  if (deletes.length <= limit) return
  const named = deletes.slice(0, mostNamed).map(({ path }) => `  ${path}`)
  const more = deletes.length > mostNamed ? [`  and ${deletes.length - mostNamed} more`] : []
  throw new Refusal(
    [
      `${deletes.length} of ${storedCount} objects would be deleted, and at most ${limit} may be:`,
      ...named,
      ...more,
      `If that is meant: --max-delete ${deletes.length}`,
    ].join('\n'),
  )
}
