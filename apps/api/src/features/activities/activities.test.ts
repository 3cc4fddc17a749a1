import * as contract from '@cruddur/contract/activities'
import * as publishing from '@cruddur/contract/activities/publishing'
import { lifetimeSeconds, lifetimes } from '@cruddur/contract/lifetimes'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { expireCrud, insertCrud } from '../../testing/cruds.ts'
import { useTestApp } from '../../testing/test-app.ts'

const test = await useTestApp()
const worf = await test.member('worf', 'Worf')
const data = await test.member('data', 'Data')

const nobody = '018f0000-0000-7000-8000-000000000000'

describe('createActivity', () => {
  it('replies with the crud and its author’s names', async () => {
    const { reply, raw } = await test.call(publishing.createActivity, { message: 'Today…', ttl: '1-day' }, { as: worf })
    expect(reply).toMatchObject({
      handle: 'worf',
      display_name: 'Worf',
      message: 'Today…',
      reply_to_activity_uuid: null,
    })
    expect([reply.replies_count, reply.reposts_count, reply.likes_count]).toEqual([0, 0, 0])
    expect(raw.headers['cache-control']).toBe('no-store')
  })

  it.each(lifetimes)('lets it live for %s to the millisecond', async (ttl) => {
    const { reply } = await test.call(publishing.createActivity, { message: 'tick', ttl }, { as: worf })
    expect(Date.parse(reply.expires_at) - Date.parse(reply.created_at)).toBe(lifetimeSeconds[ttl] * 1000)
  })

  it.each([undefined, null, '', '2-days', '1-HOUR', 3600, ['1-hour'], {}, 'constructor'])(
    'refuses a ttl of %j with ttl_blank',
    async (ttl) => {
      const { status, codes } = await test.call(publishing.createActivity, { message: 'tick', ttl }, { as: worf })
      expect([status, codes]).toEqual([422, ['ttl_blank']])
    },
  )

  it('replies with a code for every invalid field', async () => {
    const { codes } = await test.call(publishing.createActivity, {}, { as: worf })
    expect(codes.sort()).toEqual(['message_blank', 'ttl_blank'])
  })

  it('is for members: the token is checked before the body', async () => {
    const { status, codes } = await test.call(publishing.createActivity, { message: 5 })
    expect([status, codes]).toEqual([401, ['generic_401']])
  })
})

describe('replyToActivity', () => {
  it('gives the reply the deadline of its parent and counts it there', async () => {
    const parent = await test.crud(worf, { ttl: '3-hours' })
    const { reply } = await test.call(
      publishing.replyToActivity,
      { uuid: parent.uuid, message: 'Fascinating.' },
      { as: data },
    )
    expect(reply).toMatchObject({ handle: 'data', reply_to_activity_uuid: parent.uuid, expires_at: parent.expires_at })
    const thread = await test.call(contract.activityThread, { handle: 'worf', uuid: parent.uuid }, { as: data })
    expect(thread.reply.activity.replies_count).toBe(1)
    expect(thread.reply.replies).toEqual([reply])
  })

  it('counts exactly when many reply at once', async () => {
    const { uuid } = await test.crud(worf)
    const replies = Array.from({ length: 40 }, (_, n) =>
      test.call(publishing.replyToActivity, { uuid, message: `reply ${n}` }, { as: n % 2 ? data : worf }),
    )
    for (const { status } of await Promise.all(replies)) expect(status).toBe(200)
    expect((await test.call(contract.showActivity, { uuid })).reply.replies_count).toBe(40)
  })

  it.each([
    ['nobody knows', nobody],
    ['is no uuid', 'not-a-uuid'],
    ['is hostile', "'; drop table activities; --"],
  ])('to a crud that %s is a 404', async (_name, uuid) => {
    const { status, codes } = await test.call(publishing.replyToActivity, { uuid, message: 'Hello?' }, { as: data })
    expect([status, codes]).toEqual([404, ['activity_not_found']])
  })

  it('to an expired crud is a 404 and writes nothing', async () => {
    const uuid = await insertCrud(test, { user_uuid: worf.uuid, left: -1 })
    const { status, codes } = await test.call(publishing.replyToActivity, { uuid, message: 'Too late' }, { as: data })
    expect([status, codes]).toEqual([404, ['activity_not_found']])
  })

  it('may be longer than a crud', async () => {
    const { uuid } = await test.crud(worf)
    const reply = (message: string) => test.call(publishing.replyToActivity, { uuid, message }, { as: data })
    expect((await reply('x'.repeat(1024))).status).toBe(200)
    expect((await reply('x'.repeat(1025))).codes).toEqual(['message_exceed_max_chars_1024'])
  })
})

describe('activityThread', () => {
  it('shows replies oldest first, page by page', async () => {
    const { uuid } = await test.crud(worf)
    for (let n = 0; n < 5; n++)
      await insertCrud(test, {
        user_uuid: data.uuid,
        message: `${n}`,
        reply_to_activity_uuid: uuid,
        age: 100 - n,
        left: 60,
      })
    const first = await test.call(contract.activityThread, { handle: 'worf', uuid, limit: '3' })
    expect(first.reply.replies.map((reply) => reply.message)).toEqual(['0', '1', '2'])
    const second = await test.call(contract.activityThread, {}, { url: first.next as string })
    expect(second.reply.replies.map((reply) => reply.message)).toEqual(['3', '4'])
    expect(second.next).toBeUndefined()
  })

  it('shows all replies up to 1,000 without a limit, as the original does, and links to the rest', async () => {
    const { uuid } = await test.crud(worf)
    await sql`
      insert into activities (user_uuid, sealed, reply_to_activity_uuid, created_at, expires_at)
      select ${data.uuid}, unsealed('one of many'), uuid, created_at + n * interval '1 millisecond', expires_at
      from activities, generate_series(1, 1003) n where uuid = ${uuid}`.execute(test.db)
    const first = await test.call(contract.activityThread, { handle: 'worf', uuid })
    expect(first.reply.replies).toHaveLength(1000)
    const second = await test.call(contract.activityThread, {}, { url: first.next as string })
    expect(second.reply.replies).toHaveLength(3)
    expect(second.next).toBeUndefined()
    const { codes } = await test.call(contract.activityThread, { handle: 'worf', uuid, limit: '1001' })
    expect(codes).toEqual(['limit_invalid'])
  })

  it('with `replies=nested` also shows the first replies to each reply, two levels deep, and whose crud each answers', async () => {
    const parent = await test.crud(worf, { ttl: '3-hours' })
    const answer = async (uuid: string, message: string) =>
      (await test.call(publishing.replyToActivity, { uuid, message }, { as: data })).reply.uuid
    const first = await answer(parent.uuid, '1')
    const below: string[] = []
    for (const message of ['1.1', '1.2', '1.3', '1.4']) below.push(await answer(first, message))
    for (const message of ['1.1.1', '1.1.2', '1.1.3']) await answer(below[0] ?? '', message)
    const ask = { handle: 'worf', uuid: parent.uuid }
    const { reply } = await test.call(contract.activityThread, { ...ask, replies: 'nested' })
    expect(reply.replies.map(({ message, reply_to_handle }) => [message, reply_to_handle])).toEqual([['1', 'worf']])
    expect(reply.nested?.map(({ message }) => message)).toEqual(['1.1', '1.2', '1.3', '1.1.1', '1.1.2'])
    expect(new Set(reply.nested?.map(({ reply_to_handle }) => reply_to_handle))).toEqual(new Set(['data']))
    expect((await test.call(contract.activityThread, ask)).reply.nested).toBe(undefined)
    expect((await test.call(contract.activityThread, ask, { as: data })).reply.replies[0]?.reply_to_handle).toBe('worf')
    await expireCrud(test.db, below[0] ?? '')
    const later = (await test.call(contract.activityThread, { ...ask, replies: 'nested' })).reply.nested ?? []
    expect(later.map(({ message }) => message)).toEqual(['1.2', '1.3', '1.4'])
    expect((await test.call(contract.activityThread, { ...ask, replies: 'x' as 'nested' })).codes).toEqual([
      'filter_invalid',
    ])
  })

  it('accepts the handle in any case', async () => {
    const { uuid } = await test.crud(worf)
    expect((await test.call(contract.activityThread, { handle: 'WORF', uuid })).status).toBe(200)
  })

  it("under another's name, or nobody's, is a 404", async () => {
    const { uuid } = await test.crud(worf)
    expect((await test.call(contract.activityThread, { handle: 'data', uuid })).codes).toEqual(['activity_not_found'])
    expect((await test.call(contract.activityThread, { handle: 'nobody_here', uuid })).codes).toEqual([
      'user_not_found',
    ])
    expect((await test.call(contract.activityThread, { handle: 'worf', uuid: nobody })).codes).toEqual([
      'activity_not_found',
    ])
  })
})
