import type { Entry } from '../model/entry.ts'
import type { Settings } from '../model/settings.ts'
import type { Selection } from '../rules/selection.ts'
import type { Decision } from './decide-file.ts'

/**
 * Decides about objects that no file asks for: they are deleted, unless the settings say that they are left alone.
 *
 * @param entries in the order of their keys; so are the decisions
 */
export function decideStale(
  entries: Iterable<Entry>,
  { prefix }: Pick<Settings, 'prefix'>,
  selection: Selection,
): Decision[] {
  const decisions: Decision[] = []
  for (const entry of entries) {
    if (entry.wanted || !entry.stored) continue
    const path = entry.key
    const note = selection.whyKept(path.slice(prefix.length))
    const change = note === null ? { path, action: 'delete' as const } : { path, action: 'ignore' as const, note }
    decisions.push({ entry, change, isFresh: false })
  }
  return decisions
}
