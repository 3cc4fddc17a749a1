import { byBytes } from '../model/by-bytes.ts'
import type { Wanted } from '../model/change.ts'
import { Refusal } from '../model/errors.ts'
import { ownFolder } from '../model/own-keys.ts'
import type { Settings } from '../model/settings.ts'
import type { PackedMap } from '../packed/packed-map.ts'
import { cleanUrl } from '../rules/clean-urls.ts'
import { compileEncodings } from '../rules/encodings.ts'
import { compileHeaders } from '../rules/headers.ts'
import { redirectsFrom } from '../rules/redirects.ts'
import { createSelection } from '../rules/selection.ts'
import { stageOf } from '../rules/stages.ts'
import type { LocalFile } from './walk-folder.ts'
import { packedWanted } from './wanted-objects.ts'

/** Bytes of a key at most, says S3. */
const longestKey = 1024
/** Faults that are told one by one. */
const mostTold = 10

type RulesOf = Pick<
  Settings,
  'prefix' | 'ignore' | 'include' | 'protect' | 'cleanUrls' | 'headers' | 'encodings' | 'redirects'
>
type Fault = { key: string; words: string }

/** The objects that a folder ought to become, as its files are found. */
export type WantedFinder = {
  /** Those that are found so far. */
  wanted: PackedMap<Wanted>
  add(files: Iterable<LocalFile>): void
  /**
   * To be called when no file is left.
   *
   * @throws Refusal naming files that S3 cannot hold, or that would be one object
   */
  finish(): void
}

export function findWanted(settings: RulesOf): WantedFinder {
  const { prefix, cleanUrls } = settings
  const selection = createSelection(settings)
  const headersOf = compileHeaders(settings.headers)
  const encodingOf = compileEncodings(settings.encodings)
  const wanted = packedWanted(prefix)
  const faults: Fault[] = []
  const take = (object: Wanted) => {
    const words = faultOf(object)
    if (words === null) wanted.set(object.key, object)
    else faults.push({ key: object.key, words })
  }
  const addFile = ({ path, size }: LocalFile) => {
    if (path.startsWith(ownFolder) || !selection.takesFile(path)) return
    const below = cleanUrls ? cleanUrl(path) : path
    const names = below === path ? [path] : [path, below]
    const encoding = encodingOf(names)
    const headers = headersOf(path, names)
    if (encoding) headers['content-encoding'] = encoding
    const stage = stageOf(path, headers['content-type'] ?? '')
    take({ key: prefix + below, file: path, size, headers, encoding, stage })
  }
  return {
    wanted,
    add(files) {
      for (const file of files) addFile(file)
    },
    finish() {
      for (const redirect of redirectsFrom(settings)) {
        if (selection.takesKey(redirect.key.slice(prefix.length))) take(redirect)
      }
      for (const [one, other] of wanted.repeated()) faults.push({ key: one.key, words: conflictOf(one, other) })
      refuse(faults)
    },
  }
}

function refuse(faults: Fault[]): void {
  if (faults.length === 0) return
  const told = faults.sort((a, b) => byBytes(a.key, b.key)).map(({ words }) => words)
  const more = told.length > mostTold ? [`and ${told.length - mostTold} more`] : []
  throw new Refusal([...told.slice(0, mostTold), ...more].join('\n'))
}

function faultOf({ key, file }: Wanted): string | null {
  const name = file ?? key
  // Half a pair: a name that UTF-8 has no bytes for.
  if (/\p{Surrogate}/u.test(key)) return `the name ${JSON.stringify(name)} is not Unicode: S3 cannot hold it`
  const bytes = key.length * 3 > longestKey ? Buffer.byteLength(key) : 0
  return bytes > longestKey ? `${name}: its key has ${bytes} bytes, and S3 takes ${longestKey}` : null
}

function conflictOf(one: Wanted, other: Wanted): string {
  const nameOf = ({ file }: Wanted) => file ?? 'a redirect'
  return `${nameOf(one)} and ${nameOf(other)} would both be ${one.key}`
}
