import type { FastifyBaseLogger } from 'fastify'
import { type CryptoKey, importJWK } from 'jose'
import { z } from 'zod'
import type { PublicKey } from '../../identity.port.ts'

export type RemoteKeysOptions = {
  /** Where the key set is (RFC 7517). */
  url: string
  log: FastifyBaseLogger
  /** Milliseconds after a successful request in which an unknown key id causes no other. */
  minIntervalMs?: number
  /** Milliseconds after a failed request until the next, doubled with every failure that follows. */
  firstRetryMs?: number
  /** Milliseconds for a whole request. */
  timeoutMs?: number
  /** Milliseconds after which the key set is requested again, so that a withdrawn key is dropped. */
  maxAgeMs?: number
}

const maxRetryMs = 60_000
/** A pool has two keys, and its set is 1 KB. */
const maxCharacters = 65_536

type KnownKey = { publicKey: PublicKey; key: CryptoKey }

const RsaKey = z.object({
  kty: z.literal('RSA'),
  kid: z.string().min(1).max(200),
  alg: z.literal('RS256').default('RS256'),
  use: z.literal('sig').default('sig'),
  n: z.string(),
  e: z.string(),
})
const KeySet = z.object({ keys: z.array(z.unknown()).max(20) })

/**
 * The public keys of a user pool, requested over HTTP. A known key costs no request. However many unknown key ids are
 * asked for, one request runs at a time, and requests are a pause apart. While the keys cannot be had, the last good ones
 * stay valid.
 */
export function createRemoteKeys(options: RemoteKeysOptions) {
  const { url, log, minIntervalMs = 5_000, firstRetryMs = 1_000, timeoutMs = 3_000, maxAgeMs = 3_600_000 } = options
  let known: ReadonlyMap<string, KnownKey> = new Map()
  let nextRequestAt = 0
  let isOldAt = 0
  let failures = 0
  let requesting: Promise<void> | undefined

  async function request(): Promise<void> {
    try {
      known = await requestKeys(url, timeoutMs)
      if (failures > 0) log.info(`the keys of the user pool can be read again from ${url}`)
      failures = 0
      isOldAt = performance.now() + maxAgeMs
      nextRequestAt = performance.now() + minIntervalMs
    } catch (error) {
      nextRequestAt = performance.now() + Math.min(firstRetryMs * 2 ** failures, maxRetryMs)
      failures++
      const meaning = known.size > 0 ? 'the last ones stay valid' : 'no access token is accepted until they can'
      log.warn(`the keys of the user pool cannot be read from ${url}: ${reasonOf(error)}; ${meaning}`)
    }
  }

  /** Callers at the same time share one request. Does nothing before the pause is over. Never rejects. */
  async function refresh(): Promise<void> {
    if (!requesting && performance.now() < nextRequestAt) return
    requesting ??= request().finally(() => {
      requesting = undefined
    })
    await requesting
  }

  function knownKey(kid: string): CryptoKey | undefined {
    const found = known.get(kid)
    if (found && performance.now() > isOldAt) void refresh()
    return found?.key
  }

  return {
    refresh,
    known: knownKey,

    async find(kid: string): Promise<CryptoKey | null> {
      const found = knownKey(kid)
      if (found) return found
      await refresh()
      return known.get(kid)?.key ?? null
    },

    async publicKeys(): Promise<PublicKey[]> {
      if (known.size === 0) await refresh()
      return [...known.values()].map(({ publicKey }) => publicKey)
    },
  }
}

async function requestKeys(url: string, timeoutMs: number): Promise<ReadonlyMap<string, KnownKey>> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(timeoutMs) })
  const text = await response.text()
  if (!response.ok) throw new Error(`HTTP ${response.status}`)
  if (text.length > maxCharacters) throw new Error('too long')
  const set = KeySet.parse(JSON.parse(text))
  const keys = set.keys.flatMap((key) => RsaKey.safeParse(key).data ?? [])
  if (keys.length === 0) throw new Error('it holds no RSA key')
  return new Map(await Promise.all(keys.map(importKey)))
}

const importKey = async (publicKey: PublicKey): Promise<[string, KnownKey]> => [
  publicKey.kid,
  { publicKey, key: (await importJWK(publicKey, 'RS256')) as CryptoKey },
]

/** `fetch` says only that it failed; its cause says why. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as Error
  if (error instanceof z.ZodError || error instanceof SyntaxError) return 'it is no key set'
  return cause instanceof Error && cause.message ? cause.message : message
}
