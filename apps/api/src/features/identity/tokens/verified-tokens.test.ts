import { randomUUID } from 'node:crypto'
import { type CryptoKey, generateKeyPair, SignJWT } from 'jose'
import { beforeEach, describe, expect, it } from 'vitest'
import { createVerifiedTokens } from './verified-tokens.ts'
import { createTokenVerifier } from './verify-token.ts'

const issuer = 'https://cruddur.example'
const clientId = 'cruddur-web'
const lifetimeMs = 900_000
const { publicKey, privateKey } = await generateKeyPair('RS256')
const other = await generateKeyPair('RS256')

let nowMs: number
let keys: Map<string, CryptoKey>
let verify: ReturnType<typeof createTokenVerifier>
beforeEach(() => {
  nowMs = Date.now()
  keys = new Map([['kid', publicKey]])
  const known = (kid: string) => keys.get(kid)
  const find = async (kid: string) => keys.get(kid) ?? null
  verify = createTokenVerifier([{ issuer, clientId, keys: { known, find } }], () => nowMs)
})

const sub = randomUUID()
const tokenOf = (claims: object = {}) => {
  const iat = Math.floor(nowMs / 1_000)
  const all = {
    sub,
    iss: issuer,
    client_id: clientId,
    token_use: 'access',
    iat,
    exp: iat + lifetimeMs / 1_000,
    ...claims,
  }
  return new SignJWT(all).setProtectedHeader({ alg: 'RS256', kid: 'kid' }).sign(privateKey)
}

describe('a token that was verified before', () => {
  it('has the same caller again, at once', async () => {
    const token = await tokenOf({ origin_jti: 'a session' })
    const first = await verify(token)
    expect(first).toMatchObject({ sub, sessionId: 'a session' })
    expect(verify(token)).toEqual(first)
  })

  it('is refused when it has expired', async () => {
    const token = await tokenOf()
    expect(await verify(token)).not.toBeNull()
    // Clocks may differ by 5 s.
    nowMs += lifetimeMs + 6_000
    expect(await verify(token)).toBeNull()
  })

  it('is refused after a day, whatever it says', async () => {
    const token = await tokenOf({ exp: Math.floor(nowMs / 1_000) + 1e9 })
    expect(await verify(token)).not.toBeNull()
    nowMs += 86_400_000 + 6_000
    expect(await verify(token)).toBeNull()
  })

  it('is refused when its key was withdrawn, or is another one now', async () => {
    const token = await tokenOf()
    expect(await verify(token)).not.toBeNull()
    keys.set('kid', other.publicKey)
    expect(await verify(token)).toBeNull()
    keys.set('kid', publicKey)
    expect(await verify(token)).not.toBeNull()
    keys.clear()
    expect(await verify(token)).toBeNull()
  })

  it('lends nothing to a token that differs in one character', async () => {
    const token = await tokenOf()
    expect(await verify(token)).not.toBeNull()
    const [head = '', body = '', signature = ''] = token.split('.')
    const [first = ''] = signature
    const changed = `${first === 'A' ? 'B' : 'A'}${signature.slice(1)}`
    // Decoders of base64 skip white space.
    const spaced = [' ', '\n', '\t'].map((space) => `${head}.${body}.${first}${space}${signature.slice(1)}`)
    for (const bad of [...spaced, `${head}.${body}.${changed}`, `${head}.${body}.`, `${head}.${body}`, `${token}A`])
      expect(await verify(bad)).toBeNull()
  })
})

it('a token whose key is no longer in memory is verified anew, with the key that is read', async () => {
  const issuers = [{ issuer, clientId, keys: { known: () => undefined, find: async () => publicKey } }]
  const verifyByReading = createTokenVerifier(issuers, () => nowMs)
  const token = await tokenOf()
  for (let n = 0; n < 2; n++) expect(await verifyByReading(token)).toMatchObject({ sub })
})

it('a token that was refused is verified anew, because its key may be there later', async () => {
  const token = await tokenOf()
  keys.clear()
  expect(await verify(token)).toBeNull()
  keys.set('kid', publicKey)
  expect(await verify(token)).not.toBeNull()
})

it('keeps a bounded number of tokens, and forgets the oldest first', async () => {
  const verified = createVerifiedTokens(() => nowMs, 2)
  const one = { caller: { sub }, kid: 'kid', key: publicKey, keys: { known: () => publicKey }, until: nowMs + 1 }
  for (const token of ['first', 'second', 'third']) verified.keep(token, one)
  expect(verified.size()).toBe(2)
  expect(verified.find('first')).toBeNull()
  expect(verified.find('third')).toEqual({ sub })
})
