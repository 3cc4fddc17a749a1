import type { LocalFile } from '../local/walk-folder.ts'
import { byBytes } from '../plan/by-bytes.ts'
import type { Headers, Wanted } from '../plan/change.ts'
import { Refusal } from '../refusal.ts'
import type { Settings } from '../settings/settings.ts'
import { cleanUrl } from './clean-urls.ts'
import { compileEncodings } from './encodings.ts'
import { compileHeaders } from './headers.ts'
import { redirectsFrom } from './redirects.ts'
import { createSelection } from './selection.ts'
import { stageOf } from './stages.ts'

/** Bytes of a key at most, says S3. */
const longestKey = 1024
/** Faults that are told one by one. */
const mostTold = 10

/** Keys below the prefix that the tool keeps its own notes under. */
export const ownFolder = '.site-sync/'

type RulesOf = Pick<
  Settings,
  'prefix' | 'ignore' | 'include' | 'protect' | 'cleanUrls' | 'headers' | 'encodings' | 'redirects'
>

/**
 * The objects that a folder ought to become, ordered by the bytes of their keys.
 *
 * @throws Refusal naming files that S3 cannot hold, or that would be one object
 */
export function wantedFrom(files: LocalFile[], settings: RulesOf): Wanted[] {
  const { prefix, cleanUrls } = settings
  const selection = createSelection(settings)
  const headersOf = compileHeaders(settings.headers)
  const encodingOf = compileEncodings(settings.encodings)
  const share = createSharing()
  const wanted: Wanted[] = []
  for (const { path, size } of files) {
    if (path.startsWith(ownFolder) || !selection.takesFile(path)) continue
    const below = cleanUrls ? cleanUrl(path) : path
    const names = below === path ? [path] : [path, below]
    const encoding = encodingOf(names)
    const headers = headersOf(path, names)
    if (encoding) headers['content-encoding'] = encoding
    const stage = stageOf(path, headers['content-type'] ?? '')
    wanted.push({ key: prefix + below, file: path, size, headers: share(headers), encoding, stage })
  }
  for (const redirect of redirectsFrom(settings)) {
    if (selection.takesKey(redirect.key.slice(prefix.length))) wanted.push(redirect)
  }
  wanted.sort((a, b) => byBytes(a.key, b.key))
  refuseFaults(wanted)
  return wanted
}

/** One object for all headers that are the same: a hundred thousand files have a dozen kinds of them. */
function createSharing(): (headers: Headers) => Headers {
  const known = new Map<string, Headers>()
  return (headers) => {
    const id = JSON.stringify(headers)
    const first = known.get(id) ?? headers
    known.set(id, first)
    return first
  }
}

function refuseFaults(wanted: Wanted[]): void {
  const faults = wanted.flatMap((object, at) => {
    const next = wanted[at + 1]
    return [...faultsOf(object), ...(next?.key === object.key ? [conflictOf(object, next)] : [])]
  })
  if (faults.length === 0) return
  const more = faults.length > mostTold ? [`and ${faults.length - mostTold} more`] : []
  throw new Refusal([...faults.slice(0, mostTold), ...more].join('\n'))
}

function faultsOf({ key, file }: Wanted): string[] {
  const name = file ?? key
  // Half a pair: a name that UTF-8 has no bytes for.
  if (/\p{Surrogate}/u.test(key)) return [`the name ${JSON.stringify(name)} is not Unicode: S3 cannot hold it`]
  const bytes = key.length * 3 > longestKey ? Buffer.byteLength(key) : 0
  return bytes > longestKey ? [`${name}: its key has ${bytes} bytes, and S3 takes ${longestKey}`] : []
}

function conflictOf(one: Wanted, other: Wanted): string {
  const nameOf = ({ file }: Wanted) => file ?? 'a redirect'
  return `${nameOf(one)} and ${nameOf(other)} would both be ${one.key}`
}
