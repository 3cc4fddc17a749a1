import type { Settings } from '../model/settings.ts'
import { differingHeaders, stillTrue } from '../plan/decide.ts'
import type { Site } from '../snapshot/survey.ts'

export type Risks = {
  /** Objects that may get other headers, which changes nothing that a listing shows. */
  headers: Set<string>
  /** Objects that nothing is remembered of, and which may be gone, or look as they ought to, when the next run comes. */
  pending: Set<string>
}

/** What the next run could not see if this one were cut off: known by names alone, before any file is read. */
export function foreseenRisks(
  { wanted, stale, stored, manifest }: Pick<Site, 'wanted' | 'stale' | 'stored' | 'manifest'>,
  { adopt, invalidateCreated }: Pick<Settings, 'adopt' | 'invalidateCreated'>,
): Risks {
  const risks: Risks = { headers: new Set(), pending: new Set() }
  for (const { key, headers } of wanted.values()) {
    const there = stored.get(key)
    const known = stillTrue(there, manifest.entries.get(key))
    if (known && differingHeaders(known.headers, headers).length > 0) risks.headers.add(key)
    // Trusted when it is found as it ought to be. Otherwise it gets its headers once more, and is invalidated.
    const isTrusted = adopt === 'trust' && !manifest.entries.has(key)
    if (isTrusted && (there || invalidateCreated)) risks.pending.add(key)
  }
  for (const { path, action } of stale) {
    if (action === 'delete' && !manifest.entries.has(path)) risks.pending.add(path)
  }
  return risks
}
