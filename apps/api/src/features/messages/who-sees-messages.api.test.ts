import * as contract from '@cruddur/contract/messages'
import { blockPerson, unblockPerson } from '@cruddur/contract/relations'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Member, TestApp } from '../../testing/test-app.ts'
import { messageCalls } from './testing/message-calls.ts'
import { stores } from './testing/stores.ts'

const absent = '018f0000-0000-8000-8000-000000000000'

describe.each(stores)('who sees messages in $name', ({ runs, start }) => {
  if (!runs) return it.skip('where the emulator runs')
  let test: TestApp
  let q: Member
  beforeAll(async () => {
    test = await start()
    q = await test.member('q_himself', 'Q')
  })
  afterAll(() => test.close())

  const { write, strangers, groupOf, messagesIn, groups } = messageCalls(() => test)

  /** Every way to ask for a group. */
  const paths = (message_group_uuid: string, handle: string) =>
    [
      [contract.showMessageGroup, { message_group_uuid }],
      [contract.findMessageGroup, { handle }],
      [contract.listMessages, { message_group_uuid }],
      [contract.createMessage, { message_group_uuid, message: 'let me in' }],
      [contract.createMessage, { message_group_uuid, message: 'let me in', handle: 'data' }],
      [contract.readMessages, { message_group_uuid }],
      [contract.shortenMessages, { message_group_uuid, ttl: '1-hour' as const }],
    ] as const
  const allPaths = (message_group_uuid: string, handle: string) =>
    [
      ...paths(message_group_uuid, handle),
      [contract.burnMessage, { message_group_uuid, message_uuid: absent }],
    ] as const

  async function expectAbsent(as: Member, message_group_uuid: string, handle: string) {
    const never = allPaths(absent, 'nobody_here')
    for (const [index, [endpoint, args]] of allPaths(message_group_uuid, handle).entries()) {
      const there = await test.call(endpoint, args, { as })
      const nowhere = await test.call(endpoint, never[index]?.[1] ?? {}, { as })
      expect(there.status, endpoint.path).toBe(404)
      const { date: _there, ...headers } = there.raw.headers
      const { date: _nowhere, ...expected } = nowhere.raw.headers
      expect([there.raw.body, headers]).toEqual([nowhere.raw.body, expected])
    }
  }

  describe('who sees a group', () => {
    it('only its two members; to others it is byte for byte the same as a group that does not exist', async () => {
      const [one, other] = await strangers()
      const uuid = await groupOf(one, other)
      await expectAbsent(q, uuid, one.handle)
      expect(await groups(q)).toEqual([])
      expect(await messagesIn(one, uuid)).toHaveLength(1)
      for (const [endpoint, args] of paths(uuid, one.handle)) {
        expect((await test.call(endpoint, args)).codes).toEqual(['generic_401'])
        expect((await test.call(endpoint, args, { as: other })).status).toBe(200)
      }
    })

    it.each(['blocks', 'is blocked'])(
      'nobody while one %s: it is absent for both, and back when the block is',
      async (how) => {
        const [one, other] = await strangers()
        const uuid = await groupOf(one, other)
        const [by, on] = how === 'blocks' ? [one, other] : [other, one]
        await test.call(blockPerson, { handle: on.handle }, { as: by })
        await expectAbsent(one, uuid, other.handle)
        for (const [from, to] of [
          [one, other],
          [other, one],
        ] as const) {
          const { status, raw } = await write(from, { handle: to.handle })
          expect([status, raw.body]).toEqual([422, (await write(from, { handle: 'nobody_here' })).raw.body])
          expect(await groups(from)).toEqual([])
        }
        await test.call(unblockPerson, { handle: on.handle }, { as: by })
        expect(await messagesIn(one, uuid)).toMatchObject([{ message: 'hello' }])
      },
    )

    it('a list skips groups behind a block, without a short page or a link to an empty one', async () => {
      const [me, blocked] = await strangers()
      const others = [...(await strangers()), ...(await strangers())]
      for (const person of [others[0], blocked, others[1], others[2], blocked]) await groupOf(person as Member, me)
      await test.call(blockPerson, { handle: blocked.handle }, { as: me })
      const first = await test.call(contract.listMessageGroups, { limit: '2' }, { as: me })
      expect(first.reply.map(({ handle }) => handle)).toEqual([others[2]?.handle, others[1]?.handle])
      const second = await test.call(contract.listMessageGroups, {}, { as: me, url: first.next as string })
      expect([second.reply.map(({ handle }) => handle), second.next]).toEqual([[others[0]?.handle], undefined])
    })
  })
})
