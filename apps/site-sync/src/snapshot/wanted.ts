import { byBytes } from '../model/by-bytes.ts'
import type { Wanted } from '../model/change.ts'
import { Refusal } from '../model/errors.ts'
import type { Settings } from '../model/settings.ts'
import { cleanUrl } from '../rules/clean-urls.ts'
import { compileEncodings } from '../rules/encodings.ts'
import { compileHeaders } from '../rules/headers.ts'
import { redirectsFrom } from '../rules/redirects.ts'
import type { Selection } from '../rules/selection.ts'
import { stageOf } from '../rules/stages.ts'
import type { HeadersTable } from './headers-table.ts'
import type { LocalFile } from './walk-folder.ts'

/** S3's limit for the bytes of a key. */
const maxKeyBytes = 1024
/** Faults that are named one by one. */
const maxNamedFaults = 10

type RuleSettings = Pick<Settings, 'prefix' | 'cleanUrls' | 'headers' | 'encodings' | 'redirects'>
type Fault = { key: string; words: string }

/**
 * The objects that the files of a folder and the redirects become, in the order of their keys.
 *
 * @param walked the files of the selection, in the order of their paths
 * @param table shares headers that are the same
 * @throws Refusal that names files which S3 cannot hold, which would be one object, or which hold secrets
 */
export async function* wantedObjects(
  walked: Iterable<LocalFile[]> | AsyncIterable<LocalFile[]>,
  settings: RuleSettings,
  selection: Selection,
  table: HeadersTable,
): AsyncGenerator<Wanted[]> {
  const rules = compileRules(settings, selection, table)
  const redirects = redirectsFrom(settings).filter(({ key }) => selection.takesKey(key.slice(settings.prefix.length)))
  // Clean URLs and redirects have an order of their own: then all keys are sorted first.
  const isInOrder = !settings.cleanUrls && redirects.length === 0
  const all: Wanted[] = []
  for await (const files of walked) {
    const objects = rules.objectsOf(files)
    if (isInOrder) yield objects
    else for (const object of objects) all.push(object)
  }
  for (const redirect of redirects) all.push(...rules.checked(redirect))
  all.sort((a, b) => byBytes(a.key, b.key))
  for (const [at, object] of all.entries()) {
    const next = all[at + 1]
    if (next?.key === object.key) rules.faults.push({ key: object.key, words: conflictOf(object, next) })
  }
  refuseFaults(rules.faults)
  yield all
}

function compileRules(settings: RuleSettings, selection: Selection, table: HeadersTable) {
  const { prefix, cleanUrls } = settings
  const headersOf = compileHeaders(settings.headers)
  const encodingOf = compileEncodings(settings.encodings)
  const faults: Fault[] = []
  const secrets = new Set<string>()

  function objectOf({ path, size }: LocalFile): Wanted {
    const below = cleanUrls ? cleanUrl(path) : path
    const names = below === path ? [path] : [path, below]
    const encoding = encodingOf(names)
    const headers = headersOf(path, names)
    if (encoding) headers['content-encoding'] = encoding
    const stage = stageOf(path, headers['content-type'] ?? '')
    return { key: prefix + below, file: path, size, headers: table.share(headers), encoding, stage }
  }

  function checked(object: Wanted): Wanted[] {
    const words = faultOf(object)
    if (words !== null) faults.push({ key: object.key, words })
    return words === null ? [object] : []
  }

  function refuseSecret(path: string): void {
    const secret = selection.secretIn(path)
    if (secret === null || secrets.has(secret)) return
    secrets.add(secret)
    const words = `${secret} looks like a secret: ignore it (--ignore ${secret}), or name it in include to publish it`
    faults.push({ key: prefix + secret, words })
  }

  return {
    faults,
    checked,
    objectsOf(files: LocalFile[]): Wanted[] {
      for (const { path } of files) refuseSecret(path)
      return files.flatMap((file) => checked(objectOf(file)))
    },
  }
}

function refuseFaults(faults: Fault[]): void {
  if (faults.length === 0) return
  const words = faults.sort((a, b) => byBytes(a.key, b.key)).map((fault) => fault.words)
  const more = words.length > maxNamedFaults ? [`and ${words.length - maxNamedFaults} more`] : []
  throw new Refusal([...words.slice(0, maxNamedFaults), ...more].join('\n'))
}

function faultOf({ key, file }: Wanted): string | null {
  const name = file ?? key
  // Half a surrogate pair: UTF-8 has no bytes for it.
  if (/\p{Surrogate}/u.test(key)) return `the name ${JSON.stringify(name)} is not Unicode: S3 cannot hold it`
  const bytes = key.length * 3 > maxKeyBytes ? Buffer.byteLength(key) : 0
  return bytes > maxKeyBytes ? `${name}: its key has ${bytes} bytes, and S3 takes ${maxKeyBytes}` : null
}

function conflictOf(one: Wanted, other: Wanted): string {
  const nameOf = ({ file }: Wanted) => file ?? 'a redirect'
  return `${nameOf(one)} and ${nameOf(other)} would both be ${one.key}`
}
