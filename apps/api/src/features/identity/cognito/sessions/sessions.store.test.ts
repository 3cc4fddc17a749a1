import { randomUUID } from 'node:crypto'
import { createListener } from '@cruddur/storage/listener'
import { createTestDatabase } from '@cruddur/storage/test-database'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { deleteSession, deleteSessions, insertSession, selectEnded } from './sessions.store.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'))
})
afterAll(() => database.drop())

const now = () => Math.floor(Date.now() / 1000)

async function newSession({ isNamed = true, tokensExpireAt = now() + 3_600 } = {}) {
  const [id, sub] = [randomUUID(), randomUUID()]
  const tokens = { family: id, token: id, sealedToken: 'sealed', tokensExpireAt }
  await insertSession(database.db, { ...tokens, id, sub, isNamed, device: '' })
  return { id, sub, sessionId: id, issuedAt: now() }
}

describe('ended sessions', () => {
  it('are those whose access tokens may still be valid, by name, or else by person and time', async () => {
    const named = await newSession()
    const nameless = await newSession({ isNamed: false })
    const expired = await newSession({ tokensExpireAt: now() - 1 })
    for (const session of [named, nameless, expired]) expect(await deleteSession(database.db, session)).toBe(true)
    const isEnded = await selectEnded(database.db)
    expect([named, nameless, expired].map(isEnded)).toEqual([true, true, false])
    expect(isEnded({ sub: named.sub, sessionId: randomUUID(), issuedAt: named.issuedAt })).toBe(false)
    expect(isEnded({ sub: nameless.sub, issuedAt: nameless.issuedAt + 10 })).toBe(false)
  })

  it('are all of a person, of other programs too, and tokens that are issued later are none', async () => {
    const one = await newSession()
    await deleteSessions(database.db, one.sub)
    const isEnded = await selectEnded(database.db)
    expect(isEnded({ sub: one.sub, sessionId: randomUUID(), issuedAt: one.issuedAt })).toBe(true)
    expect(isEnded({ sub: one.sub, issuedAt: one.issuedAt + 10 })).toBe(false)
    expect(isEnded({ sub: randomUUID(), issuedAt: one.issuedAt })).toBe(false)
  })

  it('wake the servers once each, and an erasure that finds nothing wakes nobody', async () => {
    let wakes = 0
    const listener = createListener(database.connectionUrl, 'cruddur_sessions')
    listener.subscribe(() => {
      wakes++
    })
    // The first is that the connection listens.
    await expect.poll(() => wakes).toBe(1)
    await sql`delete from auth.cognito_sessions where expires_at <= now()`.execute(database.db)
    await deleteSession(database.db, await newSession())
    await deleteSession(database.db, await newSession({ isNamed: false }))
    // They come in order: when this one is here, all are.
    await sql`notify cruddur_sessions, 'last'`.execute(database.db)
    await expect.poll(() => wakes).toBeGreaterThanOrEqual(4)
    expect(wakes).toBe(4)
    await listener.close()
  })
})
