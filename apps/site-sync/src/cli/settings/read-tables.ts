import type { Encoding, Headers } from '../../model/change.ts'
import type { EncodingRule, HeaderRule, Settings } from '../../model/settings.ts'
import { didYouMean } from './near-miss.ts'
import { oneOf, patterns, show, ValueFault } from './read-values.ts'

export type Table = Record<string, unknown>
/** Notes a fault in a table: its name, its number among the tables of that name, its key, and what is wrong. */
export type Blame = (table: string, nth: number, key: string | undefined, words: string) => void

export type ReadTable<T> = (raw: unknown, blame: Blame) => T

/** Headers that S3 stores with an object. Others belong in a response headers policy of CloudFront. */
const storable = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'expires',
  'x-amz-acl',
  'x-amz-server-side-encryption',
  'x-amz-server-side-encryption-aws-kms-key-id',
  'x-amz-storage-class',
]

export function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
}

/** `[[headers]]` with `match` and `set`. */
export function readHeaderRules(raw: unknown, blame: Blame): HeaderRule[] {
  return readRules(raw, 'headers', 'set', blame).map(({ match, value, nth }) => {
    const headers: Headers = {}
    for (const [name, text] of Object.entries(isTable(value) ? value : {})) {
      const fault = faultOf(name.toLowerCase(), text)
      if (fault) blame('headers', nth, 'set', fault)
      else headers[name.toLowerCase()] = String(text)
    }
    if (!isTable(value))
      blame(
        'headers',
        nth,
        'set',
        `${value === undefined ? 'it is missing' : `${show(value)} is no table`}, such as { cache-control = "no-cache" }`,
      )
    return { match, headers }
  })
}

function faultOf(name: string, value: unknown): string | null {
  if (name === 'x-amz-website-redirect-location') return `${name} is set by [redirects]`
  if (!storable.includes(name) && !/^x-amz-meta-[\w-]+$/.test(name)) {
    return `${name}: S3 keeps no such header${didYouMean(name, storable)}`
  }
  if (typeof value !== 'string') return `${name}: ${show(value)} is no text`
  return /^[\x20-\x7e]*$/.test(value) ? null : `${name}: headers are of ASCII, and of one line`
}

/** `[[encodings]]` with `match` and `encoding`. */
export function readEncodingRules(raw: unknown, blame: Blame): EncodingRule[] {
  return readRules(raw, 'encodings', 'encoding', blame).map(({ match, value, nth }) => {
    const read = () => oneOf<Encoding>('br', 'gzip')({ from: '', raw: value, base: '' })
    return { match, encoding: orBlame(read, 'br', (words) => blame('encodings', nth, 'encoding', words)) }
  })
}

/** `[redirects]`: `"old.html" = "/new.html"`. */
export function readRedirects(raw: unknown, blame: Blame): Settings['redirects'] {
  if (raw === undefined) return {}
  if (!isTable(raw)) {
    blame('', 0, 'redirects', 'it is no table: write [redirects], and "old.html" = "/new.html" below it')
    return {}
  }
  const entries = Object.entries(raw).map(([key, to]) => {
    const bare = key.replace(/^\/+/, '')
    if (bare === '') blame('redirects', 0, key, 'the key is empty')
    if (typeof to !== 'string' || !/^(\/|https?:\/\/)[\x21-\x7e]*$/.test(to)) {
      blame(
        'redirects',
        0,
        key,
        `${show(to)} is neither a path that begins with / nor an address; encode what is not ASCII`,
      )
    }
    return [bare, String(to)] as const
  })
  return Object.fromEntries(entries)
}

function readRules(raw: unknown, table: string, second: string, blame: Blame) {
  if (raw === undefined) return []
  if (!Array.isArray(raw) || !raw.every(isTable)) {
    blame('', 0, table, `write [[${table}]], with match and ${second} below it`)
    return []
  }
  return raw.map((rule, nth) => {
    for (const key of Object.keys(rule)) {
      if (key === 'match' || key === second) continue
      blame(table, nth, key, `there is no such setting${didYouMean(key, ['match', second])}`)
    }
    const read = () => patterns({ from: '', raw: rule['match'] ?? [], base: '' })
    const match = orBlame(read, [], (words) => blame(table, nth, 'match', words))
    if (rule['match'] === undefined) blame(table, nth, undefined, 'match is missing: patterns of paths')
    return { match, value: rule[second], nth }
  })
}

function orBlame<T>(read: () => T, otherwise: T, blame: (words: string) => void): T {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof ValueFault)) throw error
    blame(error.message)
    return otherwise
  }
}
