import { createPrivateKey, randomUUID } from 'node:crypto'
import type { Endpoint } from '@cruddur/contract/endpoint'
import { endpoints } from '@cruddur/contract/endpoints'
import { decodeJwt, exportJWK, generateKeyPair } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { insertSigningKey } from '../embedded/tokens/signing-keys.store.ts'
import { type IdentityApp, startIdentityApp } from '../testing/identity-app.ts'
import { createMember, type SignedInMember } from '../testing/members.ts'
import { forge } from './testing/forge.ts'
import { hostileTokens } from './testing/hostile-tokens.ts'

let server: IdentityApp
let member: SignedInMember
let forged: string
let tokens: Record<string, string>
beforeAll(async () => {
  server = await startIdentityApp()
  member = await createMember(server.db, server.identity, { handle: 'member' })
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true })
  const { n = '', e = '' } = await exportJWK(publicKey)
  const publish = async (seconds: number) => {
    const kid = randomUUID()
    await insertSigningKey(server.db, { kty: 'RSA', kid, alg: 'RS256', use: 'sig', n, e }, seconds)
    return kid
  }
  const key = createPrivateKey({ key: { ...(await exportJWK(privateKey)), kty: 'RSA' }, format: 'jwk' })
  const [kid, expiredKid] = [await publish(3600), await publish(-1)]
  const claims = decodeJwt(member.token)
  forged = forge({ alg: 'RS256', kid }, claims, key)
  tokens = hostileTokens({ good: member.token, claims, kid, key, expiredKid })
})
afterAll(() => server.close())

/** All but the stream, whose reply does not end. The same hook identifies its caller. */
const endpointsFor = (caller: Endpoint['caller']) =>
  Object.entries(endpoints).filter(([name, each]) => each.caller === caller && name !== 'openStream')
const atOnce = 12

const call = ({ method, path }: Endpoint, authorization?: string, remoteAddress = '192.0.2.99') => {
  const url = path.replace(':handle', 'member').replace(':uuid', randomUUID())
  // An accepted token is refused for the empty body, so that nothing changes.
  const payload = method === 'GET' ? {} : { payload: {} }
  return server.app.inject({
    method,
    url,
    remoteAddress,
    ...payload,
    headers: authorization === undefined ? {} : { authorization },
  })
}

async function repliesTo(endpoint: Endpoint): Promise<[string, number, string][]> {
  const replies: [string, number, string][] = []
  const all = Object.entries(tokens)
  // A few at a time, each from an address of its own: many at once would be refused for that alone.
  for (let start = 0; start < all.length; start += atOnce) {
    const some = all.slice(start, start + atOnce).map(async ([name, authorization], index) => {
      const { statusCode, body } = await call(endpoint, authorization, `192.0.2.${index}`)
      return [name, statusCode, body] as [string, number, string]
    })
    replies.push(...(await Promise.all(some)))
  }
  return replies
}

describe('a hostile token', () => {
  it('comes in more than 60 kinds, made from a valid token and a valid key', async () => {
    expect(Object.keys(tokens).length).toBeGreaterThan(60)
    expect(await server.identity.verify(member.token)).toMatchObject({ sub: member.sub })
    expect(await server.identity.verify(forged)).toMatchObject({ sub: member.sub })
  })

  it.each(endpointsFor('member'))('is a 401 and nothing else: %s', async (_name, endpoint) => {
    const others = (await repliesTo(endpoint)).filter(
      ([, status, body]) => status !== 401 || body !== '["generic_401"]',
    )
    expect(others).toEqual([])
    expect((await call(endpoint, `Bearer ${member.token}`)).statusCode).not.toBe(401)
    expect((await call(endpoint)).body).toBe('["generic_401"]')
  })

  it.each(endpointsFor('maybe'))('is a visitor: %s', async (_name, endpoint) => {
    const { statusCode, body } = await call(endpoint)
    const others = (await repliesTo(endpoint)).filter((reply) => reply[1] !== statusCode || reply[2] !== body)
    expect(others).toEqual([])
  })
})

it('reads a header with two spaces, and a scheme in any case', async () => {
  for (const header of [`Bearer  ${member.token}`, `bearer ${member.token}`, `BEARER ${member.token} `]) {
    const reply = await server.app.inject({ url: '/api/identity/me', headers: { authorization: header } })
    expect(reply.json()).toMatchObject({ handle: 'member' })
  }
})
