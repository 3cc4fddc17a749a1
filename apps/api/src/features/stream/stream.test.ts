import { burnActivity, replyToActivity, shortenActivity } from '@cruddur/contract/activities/publishing'
import { readNotifications } from '@cruddur/contract/notifications'
import { likeActivity } from '@cruddur/contract/reactions'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../../app.ts'
import { insertCrud } from '../../testing/cruds.ts'
import { listenToStream, type StreamOptions } from '../../testing/listen-to-stream.ts'
import { type Member, startTestApp, type TestApp } from '../../testing/test-app.ts'

let test: TestApp
let worf: Member
let data: Member
/** Another server on the same database. */
let other: FastifyInstance
const open: Awaited<ReturnType<typeof listenToStream>>[] = []

beforeAll(async () => {
  test = await startTestApp()
  worf = await test.member('worf', 'Worf')
  data = await test.member('data', 'Data')
  other = await buildApp(test.config, test.ports)
  await test.app.listen({ host: '127.0.0.1', port: 0 })
  await other.listen({ host: '127.0.0.1', port: 0 })
})
afterEach(async () => {
  for (const stream of open.splice(0)) await stream.close()
})
afterAll(async () => {
  await other.close()
  await test.close()
})

async function listen(options: StreamOptions = {}, app = test.app) {
  const stream = await listenToStream(app, options)
  open.push(stream)
  return stream
}

describe('a stream', () => {
  it('is an event stream that is not cached or buffered', async () => {
    const { status, headers, text } = await listen({ headers: { origin: test.config.origins[0] } })
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      'access-control-allow-origin': test.config.origins[0],
      'x-content-type-options': 'nosniff',
    })
    expect(text()).toMatch(/^retry: \d+\n\n/)
  })

  it('sends events of cruds, replies, counts, earlier deadlines and burning, on every server, without words', async () => {
    const streams = [await listen(), await listen({}, other), await listen({ as: data }, other)]
    const { uuid } = await test.crud(worf, { message: 'canary-3c1d' })
    const reply = await test.call(replyToActivity, { uuid, message: 'canary-3c1d too' }, { as: data })
    await test.call(likeActivity, { uuid }, { as: data })
    const { reply: shorter } = await test.call(shortenActivity, { uuid, ttl: '1-hour' }, { as: worf })
    const about = (id: string) =>
      streams.map((stream) => stream.heard().filter((event) => 'uuid' in event && event.uuid === id))
    for (const stream of streams) await stream.until((heard) => heard.some((event) => event.kind === 'shortened'))
    await test.call(burnActivity, { uuid }, { as: worf })
    for (const stream of streams)
      await stream.until((heard) => heard.filter(({ kind }) => kind === 'burnt').length === 2)
    for (const heard of about(uuid)) {
      expect(heard).toContainEqual(
        expect.objectContaining({ kind: 'crud', uuid, handle: 'worf', reply_to_activity_uuid: null }),
      )
      expect(heard.findLast(({ kind }) => kind === 'counts')).toMatchObject({ likes_count: 1, replies_count: 1 })
      expect(heard).toContainEqual(expect.objectContaining({ kind: 'shortened', expires_at: shorter.expires_at }))
      expect(heard.at(-1)).toMatchObject({ kind: 'burnt', uuid })
    }
    for (const heard of about(reply.reply.uuid)) {
      expect(heard[0]).toMatchObject({ kind: 'crud', handle: 'data', reply_to_activity_uuid: uuid })
      expect(heard.at(-1)).toMatchObject({ kind: 'burnt' })
    }
    for (const stream of streams) expect(stream.text()).not.toContain('canary')
  })

  it('sends many changes of one count as few events, with the latest', async () => {
    const stream = await listen()
    const uuid = await insertCrud(test, { user_uuid: worf.uuid })
    await sql`do $$ begin for n in 1..100 loop
      update activities set likes_count = likes_count + 1 where reply_to_activity_uuid is null; commit;
    end loop; end $$`.execute(test.db)
    const counts = () => stream.heard().filter((event) => event.kind === 'counts' && event.uuid === uuid)
    await stream.until(() => counts().some((event) => event.kind === 'counts' && event.likes_count === 100))
    expect(counts().length).toBeLessThan(20)
  })
})

describe('notifications', () => {
  it('are sent to their receivers, with how many are unread', async () => {
    const uuid = await insertCrud(test, { user_uuid: worf.uuid })
    const [his, hers, visitor] = [await listen({ as: worf }), await listen({ as: data }), await listen()]
    await test.call(likeActivity, { uuid }, { as: data })
    await his.until((heard) => heard.some((event) => event.kind === 'notification' && event.unread_count > 0))
    await test.call(readNotifications, {}, { as: worf })
    await his.until((heard) => heard.some((event) => event.kind === 'notification' && event.unread_count === 0))
    for (const stream of [hers, visitor]) {
      await stream.until((heard) => heard.some((event) => event.kind === 'counts' && event.uuid === uuid))
      expect(stream.kinds()).not.toContain('notification')
    }
  })
})
