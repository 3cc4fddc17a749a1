import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { groupUuidOf } from './group-uuid.ts'
import type { GroupInList, Message, Messages } from './messages.port.ts'
import {
  all,
  compare,
  groupOf,
  instant,
  type MessagesUnderTest,
  messageAt,
  month,
  read,
  restore,
  say,
  shownIn,
  strangers,
  textsOf,
} from './testing/under-test.ts'

/** What every store of direct messages does when people send and read. */
export function messagesSuite(start: () => Promise<MessagesUnderTest>): void {
  let under: MessagesUnderTest
  let messages: Messages
  beforeAll(async () => {
    under = await start()
    messages = under.messages
  })
  afterAll(() => under.stop())

  describe('a first message', () => {
    it('makes a group that only the two have', async () => {
      const [worf, data] = await strangers(under)
      const sent = (await say(under, worf, data, 'Today is a good day')) as Message
      expect(sent).toMatchObject({ from: worf, text: 'Today is a good day' })
      expect(Date.parse(sent.expires_at) - Date.parse(sent.created_at)).toBe(month)
      const uuid = groupUuidOf(worf, data)
      expect(await messages.findGroup(uuid, worf)).toMatchObject({
        uuid,
        member: worf,
        person: data,
        lifetime: month / 1000,
      })
      expect(await messages.findGroup(uuid, data)).toMatchObject({ uuid, member: data, person: worf })
      expect(await messages.findGroup(uuid, await under.person())).toBeNull()
      expect(await messages.findGroup(randomUUID(), worf)).toBeNull()
      expect(await read(under, data, worf)).toEqual(['Today is a good day'])
    })

    it('from both at once, many times, makes one group with all messages at different times', async () => {
      const texts = Array.from({ length: 16 }, (_, n) => `${n}`)
      // Several rounds, because the order of arrival differs.
      for (let round = 0; round < 12; round++) {
        const [one, other] = await strangers(under)
        await Promise.all(texts.map((text, n) => (n % 2 ? say(under, one, other, text) : say(under, other, one, text))))
        const found = await messages.listMessages(await groupOf(under, one, other), all)
        expect(textsOf(found).sort()).toEqual(texts.toSorted())
        const times = found.map(({ created_at }) => created_at)
        expect(times).toEqual([...new Set(times)].sort().reverse())
        for (const member of [one, other]) expect(await messages.listGroups(member, all)).toHaveLength(1)
      }
    })
  })

  describe('a retry', () => {
    it('with the same key sends nothing and returns the first message, also when all come at once', async () => {
      const [one, other] = await strangers(under)
      const first = await say(under, one, other, 'once', 'k1')
      expect(await say(under, one, other, 'once', 'k1')).toEqual(first)
      const tries = await Promise.all(Array.from({ length: 10 }, () => say(under, one, other, 'at once', 'k2')))
      expect(new Set(tries.map((sent) => sent?.uuid)).size).toBe(1)
      expect(await read(under, other, one)).toEqual(['once', 'at once'])
    })

    it('as the first message of a group makes one group and one message', async () => {
      const [one, other] = await strangers(under)
      const tries = await Promise.all(Array.from({ length: 8 }, () => say(under, one, other, 'hello', 'k1')))
      expect(new Set(tries.map((sent) => sent?.uuid)).size).toBe(1)
      expect(await read(under, one, other)).toEqual(['hello'])
    })

    it('is told from another request, and from another person’s', async () => {
      const [one, other] = await strangers(under)
      await say(under, one, other, 'one thing', 'k1', 'f1')
      await expect(say(under, one, other, 'another', 'k1', 'f2')).rejects.toMatchObject({
        codes: ['idempotency_key_reused'],
      })
      await say(under, other, one, 'mine', 'k1', 'f1')
      expect(await read(under, one, other)).toEqual(['one thing', 'mine'])
    })
  })

  describe('order', () => {
    it('is by time, then by uuid, and pages neither repeat nor skip a message', async () => {
      const times = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 12 })
      await fc.assert(
        fc.asyncProperty(times, fc.integer({ min: 1, max: 5 }), async (times, limit) => {
          const [one, other] = await strangers(under)
          const base = Date.now() - 20 * 86_400_000
          const put = times.map((hours, n) => messageAt(base + hours * 3_600_000, n % 2 ? one : other, `${n}`))
          await restore(under, one, other, put)
          const latestFirst = put.toSorted((a, b) => compare([a.created_at, a.uuid], [b.created_at, b.uuid])).reverse()
          const group = await groupOf(under, one, other)
          const seen: Message[] = []
          for (let after: { at: string; uuid: string } | undefined; ; ) {
            const page = await messages.listMessages(group, { limit, after })
            seen.push(...page)
            const last = page.at(-1)
            if (!last || page.length < limit) break
            after = { at: last.created_at, uuid: last.uuid }
          }
          expect(seen).toEqual(latestFirst)
        }),
        { numRuns: 15 },
      )
    })

    it('of groups is by their latest messages, with pages', async () => {
      const me = await under.person()
      const people = await Promise.all(Array.from({ length: 7 }, () => under.person()))
      for (const person of people) await say(under, person, me, `from ${people.indexOf(person)}`)
      await say(under, me, people[2] as string, 'to 2')
      const order = ['to 2', 'from 6', 'from 5', 'from 4', 'from 3', 'from 1', 'from 0']
      for (const limit of [1, 3, 7, 10]) {
        const seen: GroupInList[] = []
        for (let after: { at: string; uuid: string } | undefined; ; ) {
          const page = await messages.listGroups(me, { limit, after })
          seen.push(...page)
          const last = page.at(-1)
          if (!last || page.length < limit) break
          after = { at: last.message.created_at, uuid: last.message.uuid }
        }
        expect(seen.map(({ message }) => message.text)).toEqual(order)
      }
    })

    it('is kept when a clock was ahead: a message that is sent later sorts later', async () => {
      const [one, other] = await strangers(under)
      await restore(under, one, other, [messageAt(Date.now() + 60_000, one, 'from the future')])
      await say(under, other, one, 'answer')
      expect(await read(under, one, other)).toEqual(['from the future', 'answer'])
    })
  })

  describe('unread', () => {
    it('counts what the other sent after the read mark, which never goes back', async () => {
      const [one, other] = await strangers(under)
      await say(under, one, other, 'a')
      const b = (await say(under, one, other, 'b')) as Message
      await say(under, one, other, 'c')
      await say(under, other, one, 'mine')
      const unread = async () => messages.countUnread(await groupOf(under, other, one))
      expect(await unread()).toBe(3)
      expect(shownIn(await messages.listGroups(other, all))).toEqual([['mine', 3]])
      await messages.markRead(await groupOf(under, other, one), b.created_at)
      expect(await unread()).toBe(1)
      await messages.markRead(await groupOf(under, other, one), instant(0))
      expect(await unread()).toBe(1)
      expect((await groupOf(under, one, other)).person_read_at).toBe(b.created_at)
      await messages.markRead(await groupOf(under, other, one))
      expect([await unread(), await messages.countUnread(await groupOf(under, one, other))]).toEqual([0, 1])
      await say(under, one, other, 'd')
      expect(shownIn(await messages.listGroups(other, all))).toEqual([['d', 1]])
    })

    it('does not count later messages as read', async () => {
      const [one, other] = await strangers(under)
      await say(under, one, other, 'a')
      await messages.markRead(await groupOf(under, other, one), instant(Date.now() + 3_600_000))
      await say(under, one, other, 'b')
      expect(await messages.countUnread(await groupOf(under, other, one))).toBe(1)
    })
  })

  describe('the lifetime', () => {
    const livesOf = ({ created_at, expires_at }: Message) => Date.parse(expires_at) - Date.parse(created_at)

    it('can be chosen with the first message, and a longer one that comes later changes nothing', async () => {
      const [one, other] = await strangers(under)
      const send = async (from: string, to: string, lifetime: number) =>
        livesOf((await messages.send({ from, to, text: 'x', lifetime })) as Message)
      expect(await send(one, other, 86_400)).toBe(86_400_000)
      expect((await groupOf(under, other, one)).lifetime).toBe(86_400)
      expect(await send(other, one, 604_800)).toBe(86_400_000)
      expect(await send(other, one, 3_600)).toBe(3_600_000)
      expect(livesOf((await say(under, one, other, 'without')) as Message)).toBe(3_600_000)
    })

    it('is shortened by either member, for messages that are sent from then on', async () => {
      const [one, other] = await strangers(under)
      const before = (await say(under, one, other, 'long')) as Message
      expect(await messages.shorten(await groupOf(under, one, other), 86_400)).toBe(true)
      expect(await messages.shorten(await groupOf(under, other, one), 86_400)).toBe(false)
      expect(await messages.shorten(await groupOf(under, other, one), month / 1000)).toBe(false)
      expect(await messages.shorten(await groupOf(under, other, one), 3_600)).toBe(true)
      const after = (await say(under, one, other, 'short')) as Message
      const lives = ({ created_at, expires_at }: Message) => Date.parse(expires_at) - Date.parse(created_at)
      expect([lives(before), lives(after)]).toEqual([month, 3_600_000])
      expect((await messages.listMessages(await groupOf(under, one, other), all)).map(lives)).toEqual([
        3_600_000,
        month,
      ])
    })

    it('of a message is that of the group at sending, not when the group was read', async () => {
      const [one, other] = await strangers(under)
      await say(under, one, other, 'first')
      const found = await groupOf(under, one, other)
      await messages.shorten(await groupOf(under, other, one), 3_600)
      const sent = (await messages.send({ from: one, to: other, text: 'second' }, found)) as Message
      expect(Date.parse(sent.expires_at) - Date.parse(sent.created_at)).toBe(3_600_000)
      await messages.send({ from: one, to: other, text: 'third' }, found)
      expect(await read(under, other, one)).toEqual(['first', 'second', 'third'])
    })

    it('that is shortened while many send is either the old or the new one for each message', async () => {
      const [one, other] = await strangers(under)
      await say(under, one, other, 'first')
      const group = await groupOf(under, other, one)
      await Promise.all([
        ...Array.from({ length: 8 }, (_, n) => say(under, one, other, `${n}`)),
        messages.shorten(group, 3_600),
      ])
      const found = await messages.listMessages(await groupOf(under, one, other), all)
      const lives = found.map(({ created_at, expires_at }) => Date.parse(expires_at) - Date.parse(created_at))
      expect(lives).toEqual(lives.toSorted((a, b) => a - b))
      expect(new Set(lives).size).toBeLessThanOrEqual(2)
    })
  })
}
