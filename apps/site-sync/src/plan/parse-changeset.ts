import { byBytes } from '../model/by-bytes.ts'
import type { Change } from '../model/change.ts'
import { UsageError } from '../model/errors.ts'
import { type Changeset, changesetVersion, ordered } from './changeset.ts'

type Json = Record<string, unknown>
type Check = (value: unknown) => boolean

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const isText: Check = (value) => typeof value === 'string'
const oneOf =
  (...values: unknown[]): Check =>
  (value) =>
    values.includes(value)
const isPattern =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value)
const maybe =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value)

const sha256 = isPattern(/^[0-9a-f]{64}$/)
const head: Record<string, Check> = {
  version: oneOf(changesetVersion),
  bucket: isText,
  prefix: isPattern(/^$|\/$/),
  distribution: (value) => value === null || isText(value),
  made_against: (value) => isObject(value) && sha256(value['bucket']) && sha256(value['folder']),
  changes: Array.isArray,
}
const change: Record<string, Check> = {
  path: isPattern(/./su),
  action: oneOf('create', 'update', 'headers', 'delete', 'no_change', 'ignore'),
  md5: maybe(isPattern(/^[0-9a-f]{32}$/)),
  size: maybe((value) => Number.isSafeInteger(value) && Number(value) >= 0),
  // A path below the folder, from which nobody climbs out.
  file: maybe(isPattern(/^(?!\/)(?!(.*\/)?\.\.?(\/|$)).+$/su)),
  headers: maybe((value) => isObject(value) && Object.values(value).every(isText)),
  encoding: maybe(oneOf('br', 'gzip')),
  stage: maybe(oneOf('asset', 'entry')),
  note: maybe(isText),
}

/**
 * Reads a plan that was written earlier, by whomever.
 *
 * @param name of its file, for the words
 * @throws UsageError saying what is wrong with it
 */
export function parseChangeset(text: string, name: string): Changeset {
  const wrong = (what: string) => new UsageError(`${name} is not a plan of site-sync: ${what}`)
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch (error) {
    throw wrong((error as Error).message)
  }
  if (Array.isArray(json)) throw wrong('it is a bare list of changes, as the gem aws_s3_website_sync wrote; plan again')
  if (!isObject(json)) throw wrong('it holds no object')
  const { version } = json
  if (typeof version === 'number' && version > changesetVersion) {
    throw new UsageError(
      `${name} was written by a newer site-sync (version ${version} of plans): use that one, or plan again`,
    )
  }
  const fault = faultIn(json, head)
  if (fault) throw wrong(fault)
  const plan = json as unknown as Changeset
  for (const [at, line] of plan.changes.entries()) {
    const words = isObject(line) ? faultIn(line, change) : 'it is no object'
    if (words) throw wrong(`change ${at + 1}: ${words}`)
    if (!line.path.startsWith(plan.prefix)) throw wrong(`change ${at + 1}: ${line.path} is not below ${plan.prefix}`)
    const before = plan.changes[at - 1]
    if (before && byBytes(before.path, line.path) >= 0)
      throw wrong(`change ${at + 1}: ${line.path} comes twice, or too late`)
  }
  return { ...plan, changes: plan.changes.map((line: Change) => ordered(line)) }
}

function faultIn(value: Json, checks: Record<string, Check>): string | null {
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(checks, name))
  if (unknown !== undefined) return `nothing is known of ${JSON.stringify(unknown)}`
  const wrong = Object.entries(checks).find(([name, check]) => !check(value[name]))
  if (!wrong) return null
  const [name] = wrong
  return value[name] === undefined ? `it lacks "${name}"` : `"${name}" cannot be ${short(value[name])}`
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value)
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}
