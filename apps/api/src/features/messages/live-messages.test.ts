import * as contract from '@cruddur/contract/messages'
import { blockPerson } from '@cruddur/contract/relations'
import { openStream, type StreamEvent } from '@cruddur/contract/stream'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Heard, listenToStream } from '../../testing/listen-to-stream.ts'
import type { Member, TestApp } from '../../testing/test-app.ts'
import { stores } from './testing/stores.ts'

describe.each(stores)('live messages from $name', ({ runs, start }) => {
  if (!runs) return it.skip('where the emulator runs')
  let test: TestApp
  let worf: Member
  let data: Member
  let q: Member
  beforeAll(async () => {
    test = await start()
    worf = await test.member('worf')
    data = await test.member('data')
    q = await test.member('q_himself')
    await test.app.listen({ host: '127.0.0.1', port: 0 })
  })
  afterAll(() => test.close())

  const has = (kind: StreamEvent['kind'], group: string) => (heard: Heard[]) =>
    heard.some((event) => event.kind === kind && 'message_group_uuid' in event && event.message_group_uuid === group)

  it('both members get an event when a message is sent, read or burnt or the lifetime is shortened; nobody else does, and no event has words', async () => {
    const streams = await Promise.all([worf, data].map((as) => listenToStream(test.app, { as })))
    const others = await Promise.all([q, undefined].map((as) => listenToStream(test.app, { as })))
    const { reply } = await test.call(contract.createMessage, { handle: 'data', message: 'canary-77aa' }, { as: worf })
    const { message_group_uuid: group } = reply as { message_group_uuid: string }
    for (const stream of streams) await stream.until(has('message', group))
    await test.call(contract.readMessages, { message_group_uuid: group }, { as: data })
    for (const stream of streams) await stream.until(has('message_read', group))
    await test.call(contract.shortenMessages, { message_group_uuid: group, ttl: '1-hour' }, { as: data })
    for (const stream of streams) await stream.until(has('message_lifetime', group))
    const args = { message_group_uuid: group }
    const { uuid: message_uuid = '' } = (await test.call(contract.listMessages, args, { as: worf })).reply[0] ?? {}
    await test.call(contract.burnMessage, { ...args, message_uuid }, { as: worf })
    for (const stream of streams) {
      await stream.until((heard) =>
        heard.some((event) => event.kind === 'message_burnt' && event.message_uuid === message_uuid),
      )
    }
    const { uuid } = await test.crud(worf)
    for (const stream of [...streams, ...others]) {
      await stream.until((heard) => heard.some((event) => event.kind === 'crud' && event.uuid === uuid))
      expect(stream.text()).not.toContain('canary')
      await stream.close()
    }
    for (const stream of others) expect(stream.text()).not.toContain(group)
  })

  it('a resumed stream has one event for many missed ones, and none of a group that is behind a block by now', async () => {
    const [one, other] = [await test.member('one_l'), await test.member('two_l')]
    const stream = await listenToStream(test.app, { as: other })
    const id = stream.lastEventId()
    await stream.close()
    let group = ''
    for (const message of ['a', 'b', 'c']) {
      const { reply } = await test.call(contract.createMessage, { handle: 'two_l', message }, { as: one })
      group = (reply as { message_group_uuid: string }).message_group_uuid
    }
    const missed = async (as: Member) =>
      (await test.call(openStream, {}, { as, headers: { 'last-event-id': id } })).raw.json() as StreamEvent[]
    const expected = { kind: 'message', message_group_uuid: group }
    for (const member of [one, other]) {
      // One event is resumed. The latest message may come again as a live event, which is harmless.
      const [first, ...again] = (await missed(member)).filter(({ kind }) => kind === 'message')
      expect(first).toEqual(expected)
      expect(again.length).toBeLessThanOrEqual(1)
    }
    expect(JSON.stringify(await missed(q))).not.toContain(group)
    await test.call(blockPerson, { handle: 'two_l' }, { as: one })
    for (const member of [one, other]) expect(JSON.stringify(await missed(member))).not.toContain(group)
  })

  it('a retry, and a mark that does not move, send no event', async () => {
    const [one, other] = [await test.member('one_r'), await test.member('two_r')]
    const headers = { 'idempotency-key': 'k' }
    const say = () => test.call(contract.createMessage, { handle: 'two_r', message: 'a' }, { as: one, headers })
    const { message_group_uuid } = (await say()).reply as { message_group_uuid: string }
    await test.call(contract.readMessages, { message_group_uuid }, { as: other })
    const eventCount = async () => {
      const { rows } = await sql`
        select from stream_events where message_group_uuid = ${message_group_uuid}::uuid`.execute(test.db)
      return rows.length
    }
    expect(await eventCount()).toBe(4)
    await say()
    await test.call(contract.readMessages, { message_group_uuid }, { as: other })
    await test.call(contract.readMessages, { message_group_uuid }, { as: one })
    expect(await eventCount()).toBe(6)
    await test.call(contract.readMessages, { message_group_uuid }, { as: one })
    expect(await eventCount()).toBe(6)
  })
})
