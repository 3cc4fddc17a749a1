import { byBytes } from '../model/by-bytes.ts'
import type { Change, Stored } from '../model/change.ts'
import { ownFolder } from '../model/own-keys.ts'
import type { Settings } from '../model/settings.ts'
import { createSelection } from '../rules/selection.ts'

/**
 * What is to become of the objects that no file asks for, ordered by the bytes of their keys: they are deleted, unless
 * the settings say that they are none of our business. What the tool itself keeps is in no plan.
 */
export function staleChanges(
  stored: Iterable<Stored>,
  wantedKeys: { has(key: string): boolean },
  settings: Pick<Settings, 'prefix' | 'ignore' | 'include' | 'protect' | 'cleanUrls'>,
): Change[] {
  const { prefix } = settings
  const selection = createSelection(settings)
  const changes: Change[] = []
  for (const { key } of stored) {
    if (!key.startsWith(prefix) || key.startsWith(prefix + ownFolder) || wantedKeys.has(key)) continue
    const note = selection.whyKept(key.slice(prefix.length))
    changes.push(note === null ? { path: key, action: 'delete' } : { path: key, action: 'ignore', note })
  }
  return changes.sort((a, b) => byBytes(a.path, b.path))
}
