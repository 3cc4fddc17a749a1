import type { Encoding, Headers } from './change.ts'

/** Patterns of paths below the folder, as in .gitignore without negation: `*.map`, `assets/**`. */
export type Patterns = string[]

export type HeaderRule = { match: Patterns; headers: Headers }
export type EncodingRule = { match: Patterns; encoding: Encoding }

/** Everything that a run goes by, whichever of flags, environment and file it came from. */
export type Settings = {
  bucket: string
  /** What every key begins with: empty, or ends with a slash. */
  prefix: string
  folder: string
  distribution: string | null
  /** What CloudFront puts before every path that it asks the bucket for: empty, or ends with a slash. */
  originPath: string
  region: string
  endpoint: string | null
  profile: string | null

  /** Files and objects that are not looked at. */
  ignore: Patterns
  /** Only these files and objects, when there are any. */
  include: Patterns
  /** Objects that are never deleted. */
  protect: Patterns
  /** More deletes than the larger of the two are refused. */
  maxDelete: { share: number; count: number }
  /** Objects that no run has written, which have the right bytes: give them the right headers, or trust that they have. */
  adopt: 'headers' | 'trust'

  headers: HeaderRule[]
  encodings: EncodingRule[]
  /** Keys that lead to an address. */
  redirects: Record<string, string>
  /** Whether `about.html` stands under `about`. */
  cleanUrls: boolean

  /** Whether a created path is invalidated too, for the error page that may be cached in its place. */
  invalidateCreated: boolean
  /** Paths of one invalidation at most: more are gathered under wildcards. */
  maxPaths: number
  /** Whether to wait until CloudFront has invalidated. */
  wait: boolean

  /** Requests at a time, at most. */
  concurrency: number
  /** Where the plan is written to. */
  out: string | null
  yes: boolean
  json: boolean
  /** Actions that are not shown one by one. */
  silent: string[]
  color: boolean | null
}
