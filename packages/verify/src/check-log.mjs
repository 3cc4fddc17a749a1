// Checks what a server publishes. It shares no code with the server, so that a fault of one is not hidden by the other.
import { createHash, createPublicKey, verify } from 'node:crypto'

const minuteMs = 60_000
const dayMs = 86_400_000
const noPrevious = '0'.repeat(64)

const isHex = (length) => (value) => typeof value === 'string' && value.length === length && /^[0-9a-f]*$/.test(value)
const isCount = (value) => Number.isSafeInteger(value) && value >= 0
const isInstant = (value) =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) &&
  !Number.isNaN(Date.parse(value))

const fields = {
  line: isCount,
  first_minute: isInstant,
  minutes: isCount,
  keys: isCount,
  rows: (value) => typeof value === 'string' && /^\d{1,9}(-\d{1,9}|\+)$/.test(value),
  destroyed_by: isInstant,
  lag_seconds: isCount,
  previous: isHex(64),
  hash: isHex(64),
  key_id: isHex(64),
  signature: isHex(128),
}

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex')

/** The text that is hashed and signed. */
function textOf(line) {
  return [
    'cruddur receipt 1',
    `line ${line.line}`,
    `first minute ${line.first_minute}`,
    `minutes ${line.minutes}`,
    `keys ${line.keys}`,
    `rows ${line.rows}`,
    `destroyed by ${line.destroyed_by}`,
    `lag seconds ${line.lag_seconds}`,
    `previous ${line.previous}`,
    `signed by ${line.key_id}`,
    '',
  ].join('\n')
}

/** Reads the published keys. Throws for one that does not have the name that it goes by. */
export function readKeys(published) {
  const keys = new Map()
  for (const { key_id, public_key } of published) {
    if (!isHex(64)(public_key)) throw new Error('a published key is not a key')
    const bytes = Buffer.from(public_key, 'hex')
    if (sha256(bytes) !== key_id) throw new Error(`the published key ${key_id} is another key`)
    keys.set(
      key_id,
      createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: bytes.toString('base64url') }, format: 'jwk' }),
    )
  }
  return keys
}

/**
 * Checks lines one after the other. `add` throws for the first that is not as it must be.
 *
 * @param keys from `readKeys`
 * @param wantedKey the only key that may sign, if given
 */
export function createLogCheck(keys, wantedKey) {
  let last
  const found = { lines: 0, minutes: 0, first: undefined, last: undefined, worstMs: 0, late: 0, signers: new Set() }

  function add(line) {
    const name = `line ${last ? last.line + 1 : 1}`
    const refuse = (problem) => {
      throw new Error(`${name} ${problem}`)
    }
    for (const [field, isRight] of Object.entries(fields)) {
      if (!isRight(line?.[field])) refuse(`has no ${field} that makes sense`)
    }
    if (line.line !== (last ? last.line + 1 : 1)) refuse(`is missing: the server sent line ${line.line} in its place`)
    if (line.previous !== (last ? last.hash : noPrevious)) refuse('does not follow from the line before it')
    const text = textOf(line)
    if (line.hash !== sha256(text)) refuse('was changed: its hash is that of another line')
    if (wantedKey && line.key_id !== wantedKey) refuse(`is signed by the key ${line.key_id}, not by the one you named`)
    const key = keys.get(line.key_id)
    if (!key) refuse(`is signed by a key that the server doesn't publish, ${line.key_id}`)
    if (!verify(null, Buffer.from(text), key, Buffer.from(line.signature, 'hex')))
      refuse('has a signature that is not of it')

    const begin = Date.parse(line.first_minute)
    const end = begin + line.minutes * minuteMs
    if (begin % minuteMs !== 0 || line.minutes < 1) refuse('names no whole minutes')
    if (last && begin !== last.end)
      refuse(`leaves out minutes: the one before ended at ${new Date(last.end).toISOString()}`)
    const days = Math.floor(end / dayMs) - Math.floor(begin / dayMs)
    if (line.keys !== line.minutes + days) refuse(`says ${line.keys} keys, where ${line.minutes + days} must have died`)
    const destroyed = Date.parse(line.destroyed_by)
    if (destroyed < end) refuse('says that keys were destroyed before their minute was over')

    last = { line: line.line, hash: line.hash, end }
    // The first of its minutes waited longest.
    const lateMs = destroyed - (begin + minuteMs)
    found.worstMs = Math.max(found.worstMs, lateMs)
    if (lateMs > minuteMs) found.late += line.minutes
    found.first ??= line
    found.last = line
    found.lines++
    found.minutes += line.minutes
    found.signers.add(line.key_id)
  }

  return { add, found }
}
