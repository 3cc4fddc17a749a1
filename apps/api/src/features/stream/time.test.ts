import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastify, { type FastifyInstance } from 'fastify'
import { UnsecuredJWT } from 'jose'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { clientAddress } from '../../admission/client-address.ts'
import { insertCrud } from '../../testing/cruds.ts'
import { listenToStream } from '../../testing/listen-to-stream.ts'
import { type Member, startTestApp, type TestApp } from '../../testing/test-app.ts'
import { createRecentPosition } from './recent-position.ts'
import { streamRoutes } from './stream.routes.ts'

let test: TestApp
let worf: Member
/** The streams alone, with a quick pulse. Whoever brings a token is Worf: verifying it is not what is tested here. */
let app: FastifyInstance
beforeAll(async () => {
  test = await startTestApp()
  worf = await test.member('worf')
  app = streamsAlone()
  await app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await app.close()
  await test.close()
})

function streamsAlone(): FastifyInstance {
  const alone = fastify({ trustProxy: true })
  alone.decorateRequest('caller', null)
  alone.decorateRequest('client')
  alone.addHook('onRequest', async (request) => {
    request.client = clientAddress(request.ip)
    if (request.headers.authorization) request.caller = { sub: worf.sub }
  })
  const recentPosition = createRecentPosition(test.db)
  const { endedSessions } = test.ports.identity
  streamRoutes(alone, { ...test.ports, recentPosition, countUnread: async () => 0, endedSessions }, { heartbeatMs: 20 })
  return alone
}

it('a stream sends heartbeats with its position', async () => {
  const stream = await listenToStream(app)
  const begun = stream.lastEventId()
  await stream.until((_heard, text) => text.split(': alive\n').length > 5)
  await stream.until(() => stream.lastEventId() > begun)
  expect(stream.heard()).toEqual([])
  await stream.close()
})

it('a stream ends when the token that opened it expires; a visitor’s goes on', async () => {
  const exp = Math.ceil(Date.now() / 1000) + 1
  const token = new UnsecuredJWT({ exp }).encode()
  const [his, visitor] = [await listenToStream(app, { as: { token } }), await listenToStream(app)]
  await his.ended
  expect(Date.now()).toBeGreaterThanOrEqual(exp * 1000)
  const { uuid } = await test.crud(worf)
  await visitor.until((heard) => heard.some((event) => event.kind === 'crud' && event.uuid === uuid))
  expect(his.text()).not.toContain(uuid)
  await visitor.close()
})

it('a client that does not read is disconnected, while others go on, and can resume', { timeout: 60_000 }, async () => {
  // The buffers of a Unix socket are small, so that little has to be said until they are full.
  const dir = await mkdtemp(join(tmpdir(), 'cruddur-slow-'))
  const local = streamsAlone()
  await local.listen({ path: join(dir, 'socket') })
  const headers = { 'x-forwarded-for': '192.0.2.1' }
  const [slow, quick] = [await listenToStream(local, { headers }), await listenToStream(local, { headers })]
  slow.response.pause()
  const lastEventId = slow.lastEventId()
  expect(await connections(local)).toBe(2)
  const written: string[] = []
  while ((await connections(local)) > 1) {
    await sql`insert into activities (user_uuid, sealed, expires_at)
      select ${worf.uuid}, unsealed('much'), now() + interval '1 hour' from generate_series(1, 500)`.execute(test.db)
    written.push(await insertCrud(test, { user_uuid: worf.uuid }))
    await quick.until((heard) => heard.some((event) => 'uuid' in event && event.uuid === written.at(-1)))
  }
  expect(quick.heard()).toHaveLength(501 * written.length)
  const resumed = await listenToStream(local, { headers, lastEventId })
  expect(resumed.kinds()).toEqual(written.length * 501 > 2_000 ? ['resync'] : Array(written.length * 501).fill('crud'))
  for (const stream of [slow, resumed, quick]) await stream.close()
  await local.close()
  await rm(dir, { recursive: true, force: true })
})

const connections = ({ server }: FastifyInstance) =>
  new Promise<number>((resolve, reject) => {
    server.getConnections((error, count) => (error ? reject(error) : resolve(count)))
  })
