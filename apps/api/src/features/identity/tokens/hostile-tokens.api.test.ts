import { createPrivateKey, randomUUID } from 'node:crypto'
import type { Endpoint } from '@cruddur/contract/endpoint'
import { endpoints } from '@cruddur/contract/endpoints'
import { registerUser } from '@cruddur/storage/accounts/users.store'
import { decodeJwt, exportJWK, generateKeyPair } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newPoolKey, startKeyServer } from '../cognito/testing/key-server.ts'
import { startCognitoApp } from '../cognito/testing/start-identity.ts'
import { insertSigningKey } from '../embedded/tokens/signing-keys.store.ts'
import { startIdentityApp } from '../testing/identity-app.ts'
import { createMember } from '../testing/members.ts'
import { forge } from './testing/forge.ts'
import { hostileTokens, type Stolen } from './testing/hostile-tokens.ts'

type Mode = {
  server: Pick<Awaited<ReturnType<typeof startCognitoApp>>, 'app' | 'identity'>
  stolen: Stolen
  stop(): Promise<void>
}

/** A busy machine sheds no requests: they would be answered with 503. */
const unshed = { REQUESTS_RUNNING: '0' }

async function embedded(): Promise<Mode> {
  const server = await startIdentityApp(unshed)
  const { token } = await createMember(server.db, server.identity, { handle: 'member' })
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true })
  const { n = '', e = '' } = await exportJWK(publicKey)
  const publish = async (seconds: number) => {
    const kid = randomUUID()
    await insertSigningKey(server.db, { kty: 'RSA', kid, alg: 'RS256', use: 'sig', n, e }, seconds)
    return kid
  }
  const key = createPrivateKey({ key: { ...(await exportJWK(privateKey)), kty: 'RSA' }, format: 'jwk' })
  const [kid, expiredKid] = [await publish(3600), await publish(-1)]
  return { server, stolen: { good: token, claims: decodeJwt(token), kid, key, expiredKid }, stop: server.close }
}

/** A user pool of AWS as far as tokens go: its issuer, its key set, and what Cognito writes into an access token. */
async function cognito(): Promise<Mode> {
  const kid = 'pool+key/1='
  const { publicKey, privateKey } = await newPoolKey(kid)
  const keyServer = await startKeyServer([publicKey])
  const [region, userPoolId, userPoolClientId] = ['eu-central-1', 'eu-central-1_AbCdEf123', '4a1mu5k2n9']
  const issuer = `https://cognito-idp.${region}.amazonaws.com/${userPoolId}`
  const pool = {
    endpoint: keyServer.origin,
    region,
    userPoolId,
    userPoolClientId,
    issuer,
    jwksUrl: `${keyServer.origin}/keys`,
  }
  const server = await startCognitoApp(pool, unshed)
  const sub = randomUUID()
  await registerUser(server.db, { sub, handle: 'member', name: 'member' })
  const key = createPrivateKey({ key: { ...(await exportJWK(privateKey)), kty: 'RSA' }, format: 'jwk' })
  const now = Math.floor(Date.now() / 1000)
  const claims = {
    sub,
    iss: issuer,
    client_id: userPoolClientId,
    origin_jti: randomUUID(),
    event_id: randomUUID(),
    token_use: 'access',
    scope: 'aws.cognito.signin.user.admin',
    auth_time: now,
    iat: now,
    exp: now + 3600,
    jti: randomUUID(),
    username: sub,
  }
  return {
    server,
    stolen: { good: forge({ alg: 'RS256', kid }, claims, key), claims, kid, key, expiredKid: 'withdrawn' },
    async stop() {
      await server.close()
      await keyServer.stop()
    },
  }
}

/** All but the stream, whose reply does not end: the same hook identifies its caller. What ends the good token is last. */
const endpointsFor = (caller: Endpoint['caller']) =>
  Object.entries(endpoints)
    .filter(([name, each]) => each.caller === caller && name !== 'openStream')
    .sort(([one], [other]) => Number(one === 'signOutEverywhere') - Number(other === 'signOutEverywhere'))
const atOnce = 12
/** Tokens that an endpoint is tried with: one hook finds out who calls, whatever is called. Two endpoints get them all. */
const tokensForEach = 8
const withAll = ['showMe', 'homeActivities']

describe.each([
  ['of our own', embedded],
  ['of Cognito', cognito],
] as const)('where tokens are %s', (_name, start) => {
  let mode: Mode
  let tokens: [string, string][]
  beforeAll(async () => {
    mode = await start()
    tokens = Object.entries(hostileTokens(mode.stolen))
  })
  afterAll(() => mode?.stop())

  const call = ({ method, path }: Endpoint, authorization?: string, remoteAddress = '192.0.2.99') => {
    const url = path.replace(':handle', 'member').replace(':uuid', randomUUID())
    // An accepted token is refused for the empty body, so that nothing changes.
    const payload = method === 'GET' ? {} : { payload: {} }
    const headers = authorization === undefined ? {} : { authorization }
    return mode.server.app.inject({ method, url, remoteAddress, ...payload, headers })
  }

  /** Every token comes to several endpoints, and the next endpoint gets the next ones. */
  function tokensFor(name: string, index: number): [string, string][] {
    if (withAll.includes(name)) return tokens
    return Array.from(
      { length: tokensForEach },
      (_, n) => tokens[(index * tokensForEach + n) % tokens.length] ?? ['', ''],
    )
  }

  async function repliesTo(name: string, endpoint: Endpoint, index: number): Promise<[string, number, string][]> {
    const replies: [string, number, string][] = []
    const all = tokensFor(name, index)
    // A few at a time, each from an address of its own: many at once would be refused for that alone.
    for (let begin = 0; begin < all.length; begin += atOnce) {
      const some = all.slice(begin, begin + atOnce).map(async ([fault, authorization], n) => {
        const { statusCode, body } = await call(endpoint, authorization, `192.0.2.${n}`)
        return [fault, statusCode, body] as [string, number, string]
      })
      replies.push(...(await Promise.all(some)))
    }
    return replies
  }

  it('a hostile token comes in more than 60 kinds, made from a valid token and a valid key', async () => {
    expect(tokens.length).toBeGreaterThan(60)
    const { good, claims, kid, key } = mode.stolen
    for (const token of [good, forge({ alg: 'RS256', kid }, claims, key)])
      expect(await mode.server.identity.verify(token)).toMatchObject({ sub: claims['sub'] })
  })

  it('a header with two spaces is read, and a scheme in any case', async () => {
    const { good } = mode.stolen
    for (const header of [`Bearer  ${good}`, `bearer ${good}`, `BEARER ${good} `]) {
      const reply = await mode.server.app.inject({ url: '/api/identity/me', headers: { authorization: header } })
      expect(reply.json()).toMatchObject({ handle: 'member' })
    }
  })

  it('a hostile token is a 401 and nothing else at every endpoint for members, which takes the good one', async () => {
    for (const [index, [name, endpoint]] of endpointsFor('member').entries()) {
      const replies = await repliesTo(name, endpoint, index)
      const others = replies.filter(([, status, body]) => status !== 401 || body !== '["generic_401"]')
      expect([name, others]).toEqual([name, []])
      expect([name, (await call(endpoint)).body]).toEqual([name, '["generic_401"]'])
      expect([name, (await call(endpoint, `Bearer ${mode.stolen.good}`)).statusCode]).not.toEqual([name, 401])
    }
  })

  it('a hostile token is a visitor where visitors may read', async () => {
    for (const [index, [name, endpoint]] of endpointsFor('maybe').entries()) {
      const { statusCode, body } = await call(endpoint)
      const replies = await repliesTo(name, endpoint, index)
      const others = replies.filter((reply) => reply[1] !== statusCode || reply[2] !== body)
      expect([name, others]).toEqual([name, []])
    }
  })
})
