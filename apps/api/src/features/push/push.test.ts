import { replyToActivity, shortenActivity } from '@cruddur/contract/activities/publishing'
import { createMessage, readMessages } from '@cruddur/contract/messages'
import { muteWord } from '@cruddur/contract/muted-words/muted-words'
import { subscribeToPush } from '@cruddur/contract/push/push'
import { likeActivity } from '@cruddur/contract/reactions'
import { blockPerson, mutePerson } from '@cruddur/contract/relations'
import { sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'
import { createPushKeys } from '../../push/push-keys.ts'
import { insertEndingNotes } from '../../push/push-notes.store.ts'
import { sendDueNotes } from '../../push/send-due-notes.ts'
import { type Subscriber, startPushService } from '../../push/testing/push-service.ts'
import { expireCrud, insertCrud } from '../../testing/cruds.ts'
import { type Member, useTestApp } from '../../testing/test-app.ts'

const service = await startPushService()
afterAll(() => service.close())
const test = await useTestApp({ PUSH_SERVICES: service.origin })
const { db } = test
const { keys } = test.ports
const pushKeys = createPushKeys(db, 'https://cruddur.example')

async function sendAll(): Promise<void> {
  while ((await sendDueNotes({ db, keys, pushKeys, services: [service.origin], log: test.ports.log })) > 0);
}

/** A browser of a member that has subscribed. */
async function deviceOf(as: Pick<Member, 'token'>, subscriber = service.subscribe()): Promise<Subscriber> {
  const { endpoint, p256dh, auth } = subscriber
  const subscription = { endpoint, p256dh, auth, language: 'de' as const }
  await test.call(subscribeToPush, subscription, { as: as as Member })
  return subscriber
}

let people = 0
const member = () => test.member(`person_${++people}`, 'Worf of Khitomer')

/** Two members, of whom the first has a device, and a crud of theirs. */
async function scene() {
  const [one, other] = [await member(), await member()]
  const device = await deviceOf(one)
  return { one, other, device, crud: await test.crud(one, { message: 'words of a crud' }) }
}

type Scene = Awaited<ReturnType<typeof scene>>

const subscriptions = async ({ uuid }: { uuid: string }) => {
  const { rows } = await sql`select from push_subscriptions where user_uuid = ${uuid}`.execute(db)
  return rows.length
}

describe('a note', () => {
  it('of a reply, a mention and a message says what there is and when it ends, and nothing else', async () => {
    const { one, other, device, crud } = await scene()
    const { reply } = await test.call(replyToActivity, { uuid: crud.uuid, message: 'words of a reply' }, { as: other })
    const mention = await test.crud(other, { message: `@${one.handle} words of a mention`, ttl: '3-hours' })
    const sent = await test.call(createMessage, { handle: one.handle, message: 'words of a message' }, { as: other })
    const { message_group_uuid } = sent.reply as { message_group_uuid: string }
    const before = Date.now()
    await sendAll()
    const notes = device.received.map(({ note }) => note).sort((a, b) => a.kind.localeCompare(b.kind))
    expect(notes).toEqual([
      { kind: 'mention', about: mention.uuid, end: Date.parse(mention.expires_at), language: 'de' },
      { kind: 'message', about: message_group_uuid, end: expect.any(Number), language: 'de' },
      { kind: 'reply', about: reply.uuid, end: Date.parse(reply.expires_at), language: 'de' },
    ])
    for (const { note, ttl, claims, topic } of device.received) {
      // Push services keep nothing for longer than four weeks, and a message may last for thirty days.
      expect(ttl).toBeLessThanOrEqual(Math.min((note.end - before) / 1000, 28 * 86_400))
      expect(ttl).toBeGreaterThan(Math.min((note.end - Date.now()) / 1000, 28 * 86_400) - 1)
      expect(claims).toMatchObject({ aud: service.origin, sub: 'https://cruddur.example' })
      expect(topic).toMatch(/^[\w-]{32}$/)
    }
    expect(new Set(device.received.map(({ bytes }) => bytes)).size).toBe(1)
    await sendAll()
    expect(device.received).toHaveLength(3)
  })

  it('of a crud that somebody liked comes once, in its last hour, unless it began with little more', async () => {
    const { one, other, device } = await scene()
    const liked = await insertCrud({ db, keys }, { user_uuid: other.uuid, age: 7200, left: 3500 })
    const short = await insertCrud({ db, keys }, { user_uuid: other.uuid, age: 100, left: 3500 })
    const later = await insertCrud({ db, keys }, { user_uuid: other.uuid, age: 7200, left: 3800 })
    await insertCrud({ db, keys }, { user_uuid: other.uuid, age: 7200, left: 3500 })
    for (const uuid of [liked, short, later]) await test.call(likeActivity, { uuid }, { as: one })
    for (let n = 0; n < 2; n++) {
      await insertEndingNotes(db)
      await sendAll()
    }
    expect(device.received.map(({ note }) => [note.kind, note.about])).toEqual([['ending', liked]])
    expect(device.received[0]?.ttl).toBeLessThanOrEqual(3500)
  })

  it('of a conversation comes again only after it was read', async () => {
    const { one, other, device } = await scene()
    const write = () => test.call(createMessage, { handle: one.handle, message: 'hello' }, { as: other })
    const { message_group_uuid } = (await write()).reply as { message_group_uuid: string }
    await sendAll()
    await write()
    await sendAll()
    expect(device.received).toHaveLength(1)
    await test.call(readMessages, { message_group_uuid }, { as: one })
    await write()
    await sendAll()
    expect(device.received).toHaveLength(2)
  })

  it.each<[string, (of: Scene, reply: string) => Promise<unknown>]>([
    ['has ended', (_scene, reply) => expireCrud(db, reply)],
    ['is burnt with its thread', ({ crud }) => sql`delete from activities where uuid = ${crud.uuid}`.execute(db)],
    [
      'is by somebody who was blocked',
      ({ one, other }) => test.call(blockPerson, { handle: other.handle }, { as: one }),
    ],
    ['has a word that was muted', ({ one }) => test.call(muteWord, { term: 'reply', span: 'week' }, { as: one })],
    ['is by somebody who was muted', ({ one, other }) => test.call(mutePerson, { handle: other.handle }, { as: one })],
  ])('does not come of a reply that %s meanwhile', async (_what, act) => {
    const all = await scene()
    const { other, device, crud } = all
    const { reply } = await test.call(replyToActivity, { uuid: crud.uuid, message: 'a reply' }, { as: other })
    await act(all, reply.uuid)
    await sendAll()
    expect(device.received).toEqual([])
  })

  it('carries the end that a crud has when it is sent', async () => {
    const { other, device, crud, one } = await scene()
    await test.call(replyToActivity, { uuid: crud.uuid, message: 'a reply' }, { as: other })
    const { reply } = await test.call(shortenActivity, { uuid: crud.uuid, ttl: '1-hour' }, { as: one })
    await sendAll()
    expect(device.received.map(({ note }) => note.end)).toEqual([Date.parse(reply.expires_at)])
    expect(device.received[0]?.ttl).toBeLessThanOrEqual(3600)
  })

  it('is written for nobody who has no device', async () => {
    const [one, other] = [await member(), await member()]
    await test.crud(other, { message: `@${one.handle} hello` })
    await test.call(createMessage, { handle: one.handle, message: 'hello' }, { as: other })
    const { rows } = await sql`select from push_notes where user_uuid = ${one.uuid}`.execute(db)
    expect(rows).toEqual([])
  })
})

describe('a push service that', () => {
  /** Lets a note that has to be sent again be due now. */
  const letTimePass = () => sql`update push_notes set due_at = now() where due_at is not null`.execute(db)

  it.each([404, 410])('does not know the browser any more (%i) ends the subscription', async (status) => {
    const { one, other, device } = await scene()
    device.refuseNext(status)
    await test.crud(other, { message: `@${one.handle} hello` })
    await sendAll()
    expect(await subscriptions(one)).toBe(0)
  })

  it.each([429, 503])('is busy (%i) gets the note again later', async (status) => {
    const { one, other, device } = await scene()
    device.refuseNext(status)
    await test.crud(other, { message: `@${one.handle} hello` })
    await sendAll()
    expect(device.received).toHaveLength(0)
    await letTimePass()
    await sendAll()
    await letTimePass()
    await sendAll()
    expect(device.received).toHaveLength(1)
  })

  it.each([307, 403])('answers %i gets nothing more, and no redirect is followed', async (status) => {
    const { one, other, device } = await scene()
    device.refuseNext(status)
    await test.crud(other, { message: `@${one.handle} hello` })
    await sendAll()
    await letTimePass()
    await sendAll()
    expect(device.received).toHaveLength(0)
    expect(await subscriptions(one)).toBe(1)
  })

  it('cannot be reached leaves no address in the log', async () => {
    const { one, other } = await scene()
    const closed = await startPushService()
    const device = closed.subscribe()
    await closed.close()
    const { endpoint, p256dh, auth } = device
    await sql`insert into push_subscriptions (user_uuid, endpoint, p256dh, auth, language)
      values (${one.uuid}, ${endpoint}, ${p256dh}, ${auth}, 'en')`.execute(db)
    await test.crud(other, { message: `@${one.handle} hello` })
    const services = [service.origin, closed.origin]
    await sendDueNotes({ db, keys, pushKeys, services, log: test.ports.log })
    expect(test.logged()).toContain('could not be reached')
    expect(test.logged()).not.toContain(new URL(endpoint).pathname)
  })
})
