import * as contract from '@cruddur/contract/messages'
import { updateProfile } from '@cruddur/contract/users/profile-change'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Member, TestApp } from '../../testing/test-app.ts'
import { messageCalls } from './testing/message-calls.ts'
import { stores } from './testing/stores.ts'

const absent = '018f0000-0000-8000-8000-000000000000'

describe.each(stores)('messages in $name', ({ runs, start }) => {
  if (!runs) return it.skip('where the emulator runs')
  let test: TestApp
  let worf: Member
  let data: Member
  beforeAll(async () => {
    test = await start()
    worf = await test.member('worf', 'Worf')
    data = await test.member('data', 'Data')
  })
  afterAll(() => test.close())

  const { write, strangers, groupOf, messagesIn, groups } = messageCalls(() => test)

  describe('the original’s shapes', () => {
    it('the reply to a first message is its group, which the client opens', async () => {
      const { reply } = await write(worf, { handle: 'DATA' }, 'first')
      expect(Object.keys(reply)).toEqual(['message_group_uuid'])
    })

    it('the reply to a message in a group is the message, without the group', async () => {
      const message_group_uuid = await groupOf(worf, data)
      const { reply, raw } = await write(data, { message_group_uuid }, 'Fascinating')
      expect(reply).toMatchObject({ handle: 'data', display_name: 'Data', message: 'Fascinating', read: false })
      expect(reply).not.toHaveProperty('message_group_uuid')
      expect(raw.headers['cache-control']).toBe('no-store')
      expect((await messagesIn(worf, message_group_uuid)).at(-1)).toEqual(reply)
    })

    it('groups are named after the other person and show the latest message', async () => {
      const message_group_uuid = await groupOf(worf, data)
      const { reply } = await write(worf, { message_group_uuid }, 'the latest')
      const { created_at, expires_at } = reply as contract.DirectMessage
      expect(await groups(data)).toEqual([
        {
          uuid: message_group_uuid,
          handle: 'worf',
          display_name: 'Worf',
          face: null,
          message: 'the latest',
          created_at,
          expires_at,
          unread_count: expect.any(Number),
          lifetime: '30-days',
        },
      ])
      expect((await groups(worf))[0]).toMatchObject({ handle: 'data', display_name: 'Data', message: 'the latest' })
    })

    it('names are the present ones', async () => {
      const [one, other] = await strangers()
      const message_group_uuid = await groupOf(one, other)
      await test.call(updateProfile, { display_name: 'Locutus' }, { as: one })
      expect(await groups(other)).toMatchObject([{ display_name: 'Locutus' }])
      expect(await messagesIn(other, message_group_uuid)).toMatchObject([{ display_name: 'Locutus' }])
    })
  })

  describe('refusals', () => {
    it.each([
      [{ message: 'x' }, 'user_reciever_handle_blank'],
      [{ message: 'x', handle: '' }, 'user_reciever_handle_blank'],
      [{ message: 'x', handle: null }, 'user_reciever_handle_blank'],
      [{ message: 'x', handle: 5 }, 'user_reciever_handle_blank'],
      [{ message: 'x', handle: 'worf' }, 'user_reciever_handle_blank'],
      [{ message: 'x', handle: 'nobody_here' }, 'user_reciever_handle_blank'],
      [{ message: 'x', handle: "' or 1=1" }, 'user_reciever_handle_blank'],
      [{ message: 'x', message_group_uuid: '' }, 'message_group_uuid_blank'],
      [{ handle: 'data' }, 'message_blank'],
      [{ message: ' \n', handle: 'data' }, 'message_blank'],
      [{ message: '\u0000', handle: 'data' }, 'message_invalid'],
      [{ message: 'x'.repeat(1025), handle: 'data' }, 'message_exceed_max_chars_1024'],
    ])('%j: %s', async (body, code) => {
      const { status, codes } = await test.call(contract.createMessage, body, { as: worf })
      expect([status, codes]).toEqual([422, [code]])
    })

    it('1024 code points are not too long, in any script', async () => {
      for (const letter of ['x', '🖖', 'e\u0301']) {
        const { status } = await write(worf, { handle: 'data' }, letter.repeat(1024))
        expect(status, letter).toBe(200)
      }
    })

    it.each([absent, 'nonsense', "'", '%00'])('a group that is none: %s', async (message_group_uuid) => {
      const { status, codes } = await write(worf, { message_group_uuid })
      expect([status, codes]).toEqual([404, ['message_group_not_found']])
    })
  })

  it('pages go back in time, and each is oldest first', async () => {
    const [one, other] = await strangers()
    const message_group_uuid = await groupOf(one, other)
    for (let n = 1; n < 8; n++) await write(n % 2 ? one : other, { message_group_uuid }, `${n}`)
    const pages: string[][] = []
    let url: string | undefined = `/api/messages/${message_group_uuid}?limit=3`
    while (url) {
      const page: Awaited<ReturnType<typeof test.call<typeof contract.listMessages>>> = await test.call(
        contract.listMessages,
        {},
        { as: one, url },
      )
      pages.push(page.reply.map(({ message }) => message))
      url = page.next
    }
    expect(pages).toEqual([
      ['5', '6', '7'],
      ['2', '3', '4'],
      ['hello', '1'],
    ])
  })

  it('a retry with the same key makes no second message, and gets the same reply', async () => {
    const [one, other] = await strangers()
    const headers = { 'idempotency-key': 'k1' }
    const firsts = await Promise.all([1, 2, 3].map(() => write(one, { handle: other.handle }, 'once', headers)))
    expect(new Set(firsts.map(({ raw }) => raw.body)).size).toBe(1)
    const [{ reply }] = firsts as [(typeof firsts)[0]]
    const { message_group_uuid } = reply as { message_group_uuid: string }
    const again = { 'idempotency-key': 'k2' }
    const tries = await Promise.all([1, 2, 3].map(() => write(one, { message_group_uuid }, 'twice', again)))
    expect(new Set(tries.map(({ raw }) => raw.body)).size).toBe(1)
    expect((await messagesIn(other, message_group_uuid)).map(({ message }) => message)).toEqual(['once', 'twice'])
    expect((await write(one, { message_group_uuid }, 'else', again)).codes).toEqual(['idempotency_key_reused'])
    expect((await write(one, { message_group_uuid }, 'x', { 'idempotency-key': ' ' })).codes).toEqual([
      'idempotency_key_invalid',
    ])
  })

  it('a read mark changes the unread count of the reader and the messages of the sender', async () => {
    const [one, other] = await strangers()
    const message_group_uuid = await groupOf(one, other)
    const { reply: second } = await write(one, { message_group_uuid }, 'second')
    await write(one, { message_group_uuid }, 'third')
    const unread = async () => (await groups(other))[0]?.unread_count
    expect(await unread()).toBe(3)
    const { created_at } = second as contract.DirectMessage
    const { reply } = await test.call(contract.readMessages, { message_group_uuid, created_at }, { as: other })
    expect(reply).toMatchObject({ uuid: message_group_uuid, handle: one.handle, unread_count: 1 })
    expect((await messagesIn(one, message_group_uuid)).map(({ read }) => read)).toEqual([true, true, false])
    await test.call(contract.readMessages, { message_group_uuid }, { as: other })
    expect(await unread()).toBe(0)
    const bounds = ['0001-01-01T00:00:00Z', '0001-01-01T12:00:00+12:00', '9999-12-31T23:59:59Z']
    for (const created_at of bounds) {
      await test.call(contract.readMessages, { message_group_uuid, created_at }, { as: one })
      await write(other, { message_group_uuid })
      const { reply } = await test.call(contract.showMessageGroup, { message_group_uuid }, { as: one })
      expect(reply.unread_count).toBe(created_at.startsWith('0') ? bounds.indexOf(created_at) + 1 : 1)
    }
    for (const created_at of ['yesterday', '0000-01-01T00:00:00Z', '9999-12-31T23:59:59-12:00']) {
      const bad = { message_group_uuid, created_at }
      expect((await test.call(contract.readMessages, bad, { as: other })).codes).toEqual(['created_at_invalid'])
    }
  })

  it('either shortens the lifetime, and never makes it longer', async () => {
    const [one, other] = await strangers()
    const message_group_uuid = await groupOf(one, other)
    const shorten = (as: Member, ttl: string) =>
      test.call(contract.shortenMessages, { message_group_uuid, ttl }, { as })
    expect((await shorten(other, '1-day')).reply).toMatchObject({ lifetime: '1-day', handle: one.handle })
    for (const ttl of ['1-day', '30-days']) expect((await shorten(one, ttl)).codes).toEqual(['ttl_not_shorter'])
    expect((await shorten(one, '2-days')).codes).toEqual(['ttl_blank'])
    const { reply } = await write(one, { message_group_uuid })
    const { created_at, expires_at } = reply as contract.DirectMessage
    expect(Date.parse(expires_at) - Date.parse(created_at)).toBe(86_400_000)
    expect((await groups(one))[0]).toMatchObject({ lifetime: '1-day', expires_at })
  })

  it('the group with a person is found by their handle', async () => {
    const [one, other] = await strangers()
    const find = () => test.call(contract.findMessageGroup, { handle: other.handle }, { as: one })
    expect((await find()).codes).toEqual(['message_group_not_found'])
    const uuid = await groupOf(other, one)
    expect((await find()).reply).toEqual({
      uuid,
      handle: other.handle,
      display_name: other.handle,
      face: null,
      unread_count: 1,
      lifetime: '30-days',
    })
  })

  it('guarantee 9: no words in logs, in stream events, or in any table but messages', async () => {
    const [one, other] = await strangers()
    const canary = 'canary-8d1c'
    const { reply } = await write(one, { handle: other.handle }, canary, { 'idempotency-key': canary.slice(2) })
    await messagesIn(other, (reply as { message_group_uuid: string }).message_group_uuid)
    await write(one, { handle: other.handle }, canary, { 'idempotency-key': '\u00e9' })
    expect(test.logged()).toContain('/api/messages')
    expect(test.logged()).not.toContain(canary)
    const { rows: tables } = await sql<{ name: string }>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('public', 'auth') and tablename <> 'messages'`.execute(test.db)
    for (const { name } of tables) {
      const { rows } = await sql`select from ${sql.raw(name)} t where t::text like ${`%${canary}%`}`.execute(test.db)
      expect(rows, name).toEqual([])
    }
  })
})
