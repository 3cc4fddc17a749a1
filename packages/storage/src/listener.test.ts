import { createServer } from 'node:net'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createListener, type Listener } from './listener.ts'
import { createTestDatabase, type TestDatabase } from './test-database.ts'

let database: TestDatabase
let listener: Listener
const errors: Error[] = []
let heard = 0
let resolveHeard = () => {}
const hearing = () =>
  new Promise<void>((resolve) => {
    resolveHeard = resolve
  })

beforeAll(async () => {
  database = await createTestDatabase(inject('postgresUrl'))
  listener = createListener(database.connectionUrl, 'a channel', (error) => errors.push(error))
  const connected = hearing()
  listener.subscribe(() => {
    heard++
    resolveHeard()
  })
  await connected
})
afterAll(async () => {
  await listener.close()
  await database.drop()
})

const notify = () => sql`select pg_notify('a channel', '')`.execute(database.db)
const terminate = () =>
  sql`select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'cruddur-listener' and datname = current_database()`.execute(database.db)

describe('a listener', () => {
  it('hears what is said on its channel, and when it has begun to listen', async () => {
    expect(heard).toBe(1)
    const said = hearing()
    await notify()
    await said
    expect(heard).toBe(2)
  })

  it('connects again when its connection breaks, tells of it once, and that something may have been missed', async () => {
    for (let round = 1; round <= 3; round++) {
      const again = hearing()
      await terminate()
      await again
      expect(errors).toHaveLength(round)
      const said = hearing()
      await notify()
      await said
    }
  })

  it('does not tell who has unsubscribed', async () => {
    let told = 0
    const unsubscribe = listener.subscribe(() => told++)
    unsubscribe()
    const said = hearing()
    await notify()
    await said
    expect(told).toBe(0)
  })

  it('closes at once while a database does not answer', async () => {
    const silent = createServer(() => {})
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
    const { port } = silent.address() as { port: number }
    const waiting = createListener(`postgresql://nobody@127.0.0.1:${port}/nothing`, 'a channel')
    const connected = new Promise((resolve) => silent.once('connection', resolve))
    waiting.subscribe(() => {})
    await connected
    const began = performance.now()
    await waiting.close()
    expect(performance.now() - began).toBeLessThan(2_000)
    silent.close()
  })
})
