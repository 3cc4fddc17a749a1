import { byBytes } from '../model/by-bytes.ts'
import type { Change, Headers } from '../model/change.ts'

export const changesetVersion = 1

/** A plan with all that it was made for and from, as it is written to a file and applied later. */
export type Changeset = {
  version: typeof changesetVersion
  bucket: string
  prefix: string
  distribution: string | null
  /** Fingerprints: see `fingerprints.ts`. */
  made_against: { bucket: string; folder: string }
  /** Ordered by the bytes of their paths. */
  changes: Change[]
}

/**
 * As JSON, with a line for each change, so that two plans can be compared line by line. The same plan gives the same bytes:
 * everything has its order, and there is no time in it.
 */
export function encodeChangeset({ bucket, prefix, distribution, made_against, changes }: Changeset): string {
  const head = {
    version: changesetVersion,
    bucket,
    prefix,
    distribution,
    made_against: { bucket: made_against.bucket, folder: made_against.folder },
  }
  const lines = changes
    .toSorted((a, b) => byBytes(a.path, b.path))
    .map((change) => `    ${JSON.stringify(ordered(change))}`)
  const body = lines.length > 0 ? `[\n${lines.join(',\n')}\n  ]` : '[]'
  return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "changes": ${body}\n}\n`
}

/** A change with its parts in one order, without those that are undefined. */
export function ordered({ path, action, md5, size, file, headers, encoding, stage, note }: Change): Change {
  return {
    path,
    action,
    ...(md5 !== undefined && { md5 }),
    ...(size !== undefined && { size }),
    ...(file !== undefined && { file }),
    ...(headers !== undefined && { headers: orderedHeaders(headers) }),
    ...(encoding !== undefined && { encoding }),
    ...(stage !== undefined && { stage }),
    ...(note !== undefined && { note }),
  }
}

function orderedHeaders(headers: Headers): Headers {
  return Object.fromEntries(Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1)))
}
