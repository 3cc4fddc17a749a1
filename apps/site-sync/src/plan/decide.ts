import type { Action, Change, Headers, Remembered, Stored, Wanted } from '../model/change.ts'
import { stillTrue } from '../model/entry.ts'
import type { Settings } from '../model/settings.ts'

/**
 * What is to become of an object.
 *
 * @param md5 of the file's bytes, in hex
 * @param sameBytes whether the ETag is one of the bytes as they would be uploaded; asked of nothing that is remembered
 */
export function decide(
  wanted: Wanted,
  md5: string,
  stored: Stored | null,
  remembered: Remembered | null,
  sameBytes: boolean,
  adopt: Settings['adopt'],
): Change {
  const known = stillTrue({ stored, remembered })
  if (!stored) return changeOf(wanted, md5, 'create')
  if (known ? known.md5 !== md5 || known.encoding !== wanted.encoding : !sameBytes) {
    return changeOf(wanted, md5, 'update')
  }
  if (!known) {
    return adopt === 'trust'
      ? changeOf(wanted, md5, 'no_change')
      : changeOf(wanted, md5, 'headers', 'not written by site-sync before')
  }
  const differing = differingHeaders(known.headers, wanted.headers)
  return differing.length === 0
    ? changeOf(wanted, md5, 'no_change')
    : changeOf(wanted, md5, 'headers', differing.join(', '))
}

function changeOf(
  { key, file, size, headers, encoding, stage }: Wanted,
  md5: string,
  action: Action,
  note?: string,
): Change {
  return {
    path: key,
    action,
    md5,
    size,
    ...(file !== null && file !== key && { file }),
    headers,
    ...(encoding && { encoding }),
    stage,
    ...(note !== undefined && { note }),
  }
}

export function differingHeaders(one: Headers, other: Headers): string[] {
  if (isSame(one, other)) return []
  const names = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...names].filter((name) => one[name] !== other[name]).sort()
}

/** What nearly all are, said without a list. */
function isSame(one: Headers, other: Headers): boolean {
  if (one === other) return true
  let more = 0
  for (const name in one) {
    if (one[name] !== other[name]) return false
    more += 1
  }
  for (const _ in other) more -= 1
  return more === 0
}
