import { type Entry, stillTrue } from '../model/entry.ts'
import type { Settings } from '../model/settings.ts'
import { differingHeaders } from '../plan/decide.ts'

export type Risks = {
  /** Keys of objects that may get other headers: a listing does not show it. */
  headers: Set<string>
  /** Keys of objects that may change while nothing is remembered of them: the next run may find them as they should be. */
  pending: Set<string>
}

/** What the next run could not see if this one were cut off. It goes by names alone, before any file is read. */
export function foreseeRisks(
  entries: Iterable<Entry>,
  { adopt, invalidateCreated }: Pick<Settings, 'adopt' | 'invalidateCreated'>,
): Risks {
  const risks: Risks = { headers: new Set(), pending: new Set() }
  for (const { key, wanted, stored, remembered } of entries) {
    if (wanted) {
      const known = stillTrue({ stored, remembered })
      if (known && differingHeaders(known.headers, wanted.headers).length > 0) risks.headers.add(key)
      // With `trust` an object that looks right is left. Otherwise it gets its headers again and is invalidated.
      const isTrusted = adopt === 'trust' && !remembered
      if (isTrusted && (stored || invalidateCreated)) risks.pending.add(key)
    } else if (stored && !remembered) risks.pending.add(key)
  }
  return risks
}
