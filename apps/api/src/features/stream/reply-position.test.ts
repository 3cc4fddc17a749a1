import { showActivity } from '@cruddur/contract/activities'
import { burnActivity, shortenActivity } from '@cruddur/contract/activities/publishing'
import { homeActivities } from '@cruddur/contract/feeds'
import { createMessage, listMessages, shortenMessages } from '@cruddur/contract/messages'
import type { StreamEvent } from '@cruddur/contract/stream'
import { streamPositionHeader } from '@cruddur/contract/stream-position'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../../app.ts'
import { call } from '../../testing/contract-call.ts'
import { insertCrud } from '../../testing/cruds.ts'
import { listenToStream, type StreamOptions } from '../../testing/listen-to-stream.ts'
import { type Member, startTestApp, type TestApp } from '../../testing/test-app.ts'
import { createRecentPosition } from './recent-position.ts'

let test: TestApp
let worf: Member
/** Two servers on one database, as behind a load balancer. */
let servers: [FastifyInstance, FastifyInstance]
const open: Awaited<ReturnType<typeof listenToStream>>[] = []

beforeAll(async () => {
  test = await startTestApp()
  worf = await test.member('worf')
  servers = [test.app, await buildApp(test.config, test.ports)]
  for (const server of servers) await server.listen({ host: '127.0.0.1', port: 0 })
})
afterEach(async () => {
  for (const stream of open.splice(0)) await stream.close()
})
afterAll(async () => {
  await servers[1].close()
  await test.close()
})

async function listen(app: FastifyInstance, options: StreamOptions = {}) {
  const stream = await listenToStream(app, options)
  open.push(stream)
  return stream
}

/** What home shows, and the position that the reply carries. */
async function home(app: FastifyInstance, as?: Member) {
  const { reply, raw } = await call(app, homeActivities, {}, { as })
  return { uuids: reply.map(({ uuid }) => uuid), lastEventId: String(raw.headers[streamPositionHeader]) }
}

const isAbout = (uuid: string, kind: StreamEvent['kind']) => (events: StreamEvent[]) =>
  events.some((event) => event.kind === kind && 'uuid' in event && event.uuid === uuid)

const ends = {
  burnt: (uuid: string) => test.call(burnActivity, { uuid }, { as: worf }),
  shortened: (uuid: string) => test.call(shortenActivity, { uuid, ttl: '1-hour' }, { as: worf }),
}

describe.each([
  ['no stream is open', false],
  ['streams are open on both servers', true],
])('guarantee 8: while %s, a stream that begins at the position of a reply', (_name, busy) => {
  const begin = async () => {
    if (busy) for (const server of servers) await listen(server)
  }

  it.each([
    ['burnt', 0, 0],
    ['burnt', 0, 1],
    ['shortened', 1, 0],
    ['shortened', 1, 1],
  ] as const)(
    'tells that a crud of the reply was %s before the stream opened (servers %i and %i)',
    async (kind, a, b) => {
      await begin()
      const { uuid } = await test.crud(worf)
      const { uuids, lastEventId } = await home(servers[a])
      expect(uuids).toContain(uuid)
      await ends[kind](uuid)
      const stream = await listen(servers[b], { lastEventId })
      await stream.until(isAbout(uuid, kind))
      expect(stream.kinds()).not.toContain('resync')
    },
  )

  it('tells of what began before the reply and was committed after it', async () => {
    await begin()
    const uuid = await insertCrud(test, { user_uuid: worf.uuid })
    const { lastEventId, stream } = await test.db.transaction().execute(async (db) => {
      await sql`delete from activities where uuid = ${uuid}`.execute(db)
      const shown = await home(servers[0])
      expect(shown.uuids).toContain(uuid)
      return { ...shown, stream: await listen(servers[1], shown) }
    })
    await stream.until(isAbout(uuid, 'burnt'))
    await stream.close()
    const late = await listen(servers[0], { lastEventId })
    await late.until(isAbout(uuid, 'burnt'))
  })

  it('misses nothing of a hundred cruds, each burnt at another moment around the reply', async () => {
    await begin()
    const uuids: string[] = []
    for (let n = 0; n < 100; n++) uuids.push(await insertCrud(test, { user_uuid: worf.uuid }))
    const burning = (async () => {
      for (const uuid of uuids) await sql`delete from activities where uuid = ${uuid}`.execute(test.db)
    })()
    const shown = await Promise.all([home(servers[0]), home(servers[1])])
    const streams = await Promise.all(
      shown.map(({ lastEventId }, n) => listen(servers[1 - n] ?? test.app, { lastEventId })),
    )
    await burning
    for (const [n, stream] of streams.entries()) {
      const gone = shown[n]?.uuids.filter((uuid) => uuids.includes(uuid)) ?? []
      await stream.until((events) => gone.every((uuid) => isAbout(uuid, 'burnt')(events)))
    }
  })

  it('tells both members that the lifetime of their messages was shortened', async () => {
    await begin()
    const friend = await test.member(`friend_${busy}`)
    const { reply } = await test.call(createMessage, { handle: friend.handle, message: 'hello' }, { as: worf })
    const { message_group_uuid } = reply as { message_group_uuid: string }
    const { raw } = await call(servers[0], listMessages, { message_group_uuid }, { as: friend })
    const lastEventId = String(raw.headers[streamPositionHeader])
    await test.call(shortenMessages, { message_group_uuid, ttl: '1-hour' }, { as: worf })
    for (const as of [worf, friend]) {
      const stream = await listen(servers[1], { as, lastEventId })
      await stream.until((events) => events.some(({ kind }) => kind === 'message_lifetime'))
    }
  })
})

describe('the position of a reply', () => {
  it('is asked for once by requests that come together, and not again for two seconds', async () => {
    let asked = 0
    const db = test.db.withPlugin({
      transformQuery: ({ node }) => node,
      transformResult: async ({ result }) => {
        asked++
        return result
      },
    })
    const recent = createRecentPosition(db)
    const positions = await Promise.all(Array.from({ length: 50 }, () => recent.read()))
    expect([asked, new Set(positions).size]).toEqual([1, 1])
    expect([await recent.read(), asked]).toEqual([positions[0], 1])
  })

  it('can be read by pages of other origins', async () => {
    const { raw } = await test.call(
      showActivity,
      { uuid: (await test.crud(worf)).uuid },
      {
        headers: { origin: test.config.origins[0] as string },
      },
    )
    expect(raw.headers['access-control-expose-headers']).toContain(streamPositionHeader)
    expect(raw.headers[streamPositionHeader]).toMatch(/^\d+-\d+$/)
  })
})
