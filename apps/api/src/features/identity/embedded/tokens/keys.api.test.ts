import { decodeProtectedHeader } from 'jose'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type IdentityApp, startIdentityApp } from '../../testing/identity-app.ts'
import { createMember } from '../../testing/members.ts'
import { createEmbeddedIdentity } from '../embedded-identity.ts'

let server: IdentityApp
beforeAll(async () => {
  server = await startIdentityApp()
})
afterAll(() => server.close())

const kidOf = (token: string) => decodeProtectedHeader(token).kid
const published = async (app = server.app) =>
  (await app.inject({ url: '/.well-known/jwks.json' })).json<{ keys: Record<string, string>[] }>().keys
const countKeys = async () =>
  (await sql<{ count: number }>`select count(*) as count from auth.signing_keys`.execute(server.db)).rows[0]?.count

describe('the keys of several servers', () => {
  it('are one for each server, however many tokens are issued at once, and valid on all of them', async () => {
    const before = Number(await countKeys())
    const servers = await Promise.all(Array.from({ length: 4 }, () => server.another()))
    const member = await createMember(server.db, server.identity, { handle: 'roamer' })
    const about = { sub: member.sub, sessionId: member.uuid, signedInAt: new Date() }
    const tokens = await Promise.all(servers.flatMap(({ identity }) => [1, 2, 3].map(() => identity.issue(about))))
    expect(new Set(tokens.map(kidOf)).size).toBe(4)
    expect(Number(await countKeys()) - before).toBeLessThanOrEqual(5)
    for (const { identity } of [server, ...servers])
      for (const token of tokens) expect(await identity.verify(token)).toMatchObject({ sub: member.sub })
  })

  it('outlive the server that signed: a restart signs nobody out', async () => {
    const short = await server.another()
    const { token, sub } = await createMember(server.db, short.identity, { handle: 'survivor' })
    const after = await server.another()
    expect(await after.identity.verify(token)).toMatchObject({ sub })
  })
})

describe('rotating the key', () => {
  it('signs with a new key, and still accepts and publishes the old one', async () => {
    const before = await createMember(server.db, server.identity, { handle: 'before' })
    await server.identity.rotateKey()
    const after = await createMember(server.db, server.identity, { handle: 'after' })
    expect(kidOf(after.token)).not.toBe(kidOf(before.token))
    const { identity } = await server.another()
    for (const { token, sub } of [before, after]) {
      expect(await server.identity.verify(token)).toMatchObject({ sub })
      expect(await identity.verify(token)).toMatchObject({ sub })
    }
    const kids = (await published((await server.another()).app)).map(({ kid }) => kid)
    expect(kids).toEqual(expect.arrayContaining([kidOf(before.token), kidOf(after.token)]))
  })

  it('creates one key if it is rotated several times at once', async () => {
    const before = Number(await countKeys())
    await Promise.all([server.identity.rotateKey(), server.identity.rotateKey(), server.identity.rotateKey()])
    expect(Number(await countKeys())).toBe(before + 1)
  })
})

describe('the key set', () => {
  it('holds public keys of 2048 bits without private parts, and may be cached for five minutes', async () => {
    await createMember(server.db, server.identity, { handle: 'somebody' })
    const reply = await server.app.inject({ url: '/.well-known/jwks.json' })
    expect(reply.headers['cache-control']).toBe('public, max-age=300')
    for (const key of await published()) {
      expect(Object.keys(key).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use'])
      expect(Buffer.from(key['n'] ?? '', 'base64url')).toHaveLength(256)
    }
  })

  it('is all that is stored: nobody can sign with what is in the database', async () => {
    await createMember(server.db, server.identity, { handle: 'reader' })
    const { rows } = await sql<{ row: string }>`select to_jsonb(k)::text as row from auth.signing_keys k`.execute(
      server.db,
    )
    expect(rows.length).toBeGreaterThan(0)
    for (const { row } of rows) expect(row).not.toMatch(/"(d|p|q|dp|dq|qi)"|PRIVATE/)
    const jwks = await sql`select from information_schema.tables where table_name = 'jwks'`.execute(server.db)
    expect(jwks.rows).toEqual([])
  })
})

it('makes no query to verify a token of a known key', async () => {
  const { token, sub } = await createMember(server.db, server.identity, { handle: 'cached' })
  let queries = 0
  const counting = server.db.withPlugin({
    transformQuery: ({ node }) => {
      queries++
      return node
    },
    transformResult: async ({ result }) => result,
  })
  const options = { mail: { send: async () => {}, close: async () => {} }, log: server.app.log }
  const { connectionUrl, issuer, mailDir } = server
  const fresh = await createEmbeddedIdentity({ db: counting, connectionUrl, issuer, mailDir, ...options })
  // The list of ended sessions is read at the start, and when its connection listens.
  await expect.poll(() => queries).toBe(2)
  queries = 0
  for (let n = 0; n < 50; n++) expect(await fresh.verify(token)).toMatchObject({ sub })
  expect(queries).toBe(1)
  await fresh.close()
})
