import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { groupUuidOf } from './group-uuid.ts'
import type { MessageArchive } from './message-archive.port.ts'
import type { Group, GroupInList, Message, Messages } from './messages.port.ts'

export type Store = {
  messages: Messages
  archive: MessageArchive
  /** Somebody new. */
  person(): Promise<string>
}

export type MessagesUnderTest = Store & {
  /** Runs with a store in which the clock stands still at `now`, in milliseconds. */
  frozen(run: (store: Store & { now: number }) => Promise<void>): Promise<void>
  stop(): Promise<void>
}

const month = 30 * 86_400_000
const all = { limit: 1000, after: undefined }
const textsOf = (messages: Message[]) => messages.map(({ text }) => text)
const shownIn = (groups: GroupInList[]) => groups.map(({ message, unread }) => [message.text, unread])
const instant = (at: number) => new Date(at).toISOString()

/** What every store of direct messages does. */
export function messagesSuite(start: () => Promise<MessagesUnderTest>): void {
  let under: MessagesUnderTest
  let messages: Messages
  let worf: string
  let data: string
  beforeAll(async () => {
    under = await start()
    messages = under.messages
    worf = await under.person()
    data = await under.person()
  })
  afterAll(() => under.stop())

  /** Two people who have not written to each other. */
  const strangers = async (store: Store = under) => [await store.person(), await store.person()] as const
  const say = (from: string, to: string, text: string, key?: string, fingerprint = 'f') =>
    messages.send({ from, to, text, key: key ? { key, fingerprint } : undefined })
  const groupOf = async (member: string, person: string, store: Store = under) =>
    (await store.messages.findGroup(groupUuidOf(member, person), member)) as Group
  const read = async (member: string, person: string, store: Store = under) =>
    textsOf(await store.messages.listMessages(await groupOf(member, person, store), all)).reverse()

  describe('a first message', () => {
    it('makes a group for the two, which nobody else has', async () => {
      const sent = (await say(worf, data, 'Today is a good day')) as Message
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
      expect(await read(data, worf)).toEqual(['Today is a good day'])
    })

    it('from both at once, and many, ends in one group that has them all, one after the other', async () => {
      const [one, other] = await strangers()
      const texts = Array.from({ length: 16 }, (_, n) => `${n}`)
      await Promise.all(texts.map((text, n) => (n % 2 ? say(one, other, text) : say(other, one, text))))
      const found = await messages.listMessages(await groupOf(one, other), all)
      expect(textsOf(found).sort()).toEqual(texts.sort())
      const times = found.map(({ created_at }) => created_at)
      expect(times).toEqual([...new Set(times)].sort().reverse())
      for (const member of [one, other]) expect(await messages.listGroups(member, all)).toHaveLength(1)
    })
  })

  describe('a retry', () => {
    it('with the same key sends nothing and gives what the first try sent, also when all come at once', async () => {
      const [one, other] = await strangers()
      const first = await say(one, other, 'once', 'k1')
      expect(await say(one, other, 'once', 'k1')).toEqual(first)
      const tries = await Promise.all(Array.from({ length: 10 }, () => say(one, other, 'at once', 'k2')))
      expect(new Set(tries.map((sent) => sent?.uuid)).size).toBe(1)
      expect(await read(other, one)).toEqual(['once', 'at once'])
    })

    it('as the first message of a group makes one group and one message', async () => {
      const [one, other] = await strangers()
      const tries = await Promise.all(Array.from({ length: 8 }, () => say(one, other, 'hello', 'k1')))
      expect(new Set(tries.map((sent) => sent?.uuid)).size).toBe(1)
      expect(await read(one, other)).toEqual(['hello'])
    })

    it('is not another request, nor somebody else’s', async () => {
      const [one, other] = await strangers()
      await say(one, other, 'one thing', 'k1', 'f1')
      await expect(say(one, other, 'another', 'k1', 'f2')).rejects.toMatchObject({ codes: ['idempotency_key_reused'] })
      await say(other, one, 'mine', 'k1', 'f1')
      expect(await read(one, other)).toEqual(['one thing', 'mine'])
    })
  })

  describe('order', () => {
    it('is that of time, then of uuid, and pages have neither a double nor a hole', async () => {
      const times = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 12 })
      await fc.assert(
        fc.asyncProperty(times, fc.integer({ min: 1, max: 5 }), async (times, limit) => {
          const [one, other] = await strangers()
          const base = Date.now() - 20 * 86_400_000
          const put = times.map((hours, n) => messageAt(base + hours * 3_600_000, n % 2 ? one : other, `${n}`))
          await restore(under, one, other, put)
          const latestFirst = put.toSorted((a, b) => compare([a.created_at, a.uuid], [b.created_at, b.uuid])).reverse()
          const group = await groupOf(one, other)
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

    it('of groups is that of their latest messages, with pages', async () => {
      const me = await under.person()
      const people = await Promise.all(Array.from({ length: 7 }, () => under.person()))
      for (const person of people) await say(person, me, `from ${people.indexOf(person)}`)
      await say(me, people[2] as string, 'to 2')
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

    it('holds against a clock that was ahead: what is sent later is placed later', async () => {
      const [one, other] = await strangers()
      await restore(under, one, other, [messageAt(Date.now() + 60_000, one, 'from the future')])
      await say(other, one, 'answer')
      expect(await read(one, other)).toEqual(['from the future', 'answer'])
    })
  })

  describe('unread', () => {
    it('is what the other sent after the read mark, which never goes back', async () => {
      const [one, other] = await strangers()
      await say(one, other, 'a')
      const b = (await say(one, other, 'b')) as Message
      await say(one, other, 'c')
      await say(other, one, 'mine')
      const unread = async () => messages.countUnread(await groupOf(other, one))
      expect(await unread()).toBe(3)
      expect(shownIn(await messages.listGroups(other, all))).toEqual([['mine', 3]])
      await messages.markRead(await groupOf(other, one), b.created_at)
      expect(await unread()).toBe(1)
      await messages.markRead(await groupOf(other, one), instant(0))
      expect(await unread()).toBe(1)
      expect((await groupOf(one, other)).person_read_at).toBe(b.created_at)
      await messages.markRead(await groupOf(other, one))
      expect([await unread(), await messages.countUnread(await groupOf(one, other))]).toEqual([0, 1])
      await say(one, other, 'd')
      expect(shownIn(await messages.listGroups(other, all))).toEqual([['d', 1]])
    })

    it('marks nothing that is not there yet', async () => {
      const [one, other] = await strangers()
      await say(one, other, 'a')
      await messages.markRead(await groupOf(other, one), instant(Date.now() + 3_600_000))
      await say(one, other, 'b')
      expect(await messages.countUnread(await groupOf(other, one))).toBe(1)
    })
  })

  describe('the lifetime', () => {
    it('is shortened by either, for what is sent from then on', async () => {
      const [one, other] = await strangers()
      const before = (await say(one, other, 'long')) as Message
      expect(await messages.shorten(await groupOf(one, other), 86_400)).toBe(true)
      expect(await messages.shorten(await groupOf(other, one), 86_400)).toBe(false)
      expect(await messages.shorten(await groupOf(other, one), month / 1000)).toBe(false)
      expect(await messages.shorten(await groupOf(other, one), 3_600)).toBe(true)
      const after = (await say(one, other, 'short')) as Message
      const lives = ({ created_at, expires_at }: Message) => Date.parse(expires_at) - Date.parse(created_at)
      expect([lives(before), lives(after)]).toEqual([month, 3_600_000])
      expect((await messages.listMessages(await groupOf(one, other), all)).map(lives)).toEqual([3_600_000, month])
    })

    it('that is shortened while many send is stamped on each as it was: none has another', async () => {
      const [one, other] = await strangers()
      await say(one, other, 'first')
      const group = await groupOf(other, one)
      await Promise.all([
        ...Array.from({ length: 8 }, (_, n) => say(one, other, `${n}`)),
        messages.shorten(group, 3_600),
      ])
      const found = await messages.listMessages(await groupOf(one, other), all)
      const lives = found.map(({ created_at, expires_at }) => Date.parse(expires_at) - Date.parse(created_at))
      expect(lives).toEqual(lives.toSorted((a, b) => a - b))
      expect(new Set(lives).size).toBeLessThanOrEqual(2)
    })
  })

  describe.each([
    ['one second before T', 1_000, true],
    ['at T', 0, false],
    ['one second after T', -1_000, false],
  ])('guarantees 1 and 6, %s', (_name, left, alive) => {
    it('a message is read, listed and counted while it lives, and not after', async () => {
      await under.frozen(async (store) => {
        const [one, other] = await strangers(store)
        await restore(store, one, other, [messageAt(store.now - 60_000, one, 'canary', store.now + left)])
        expect(await read(other, one, store)).toEqual(alive ? ['canary'] : [])
        expect(shownIn(await store.messages.listGroups(other, all))).toEqual(alive ? [['canary', 1]] : [])
        expect(await store.messages.countUnread(await groupOf(other, one, store))).toBe(alive ? 1 : 0)
      })
    })

    it('a group stands by its latest message that lives', async () => {
      await under.frozen(async (store) => {
        const [me, one] = await strangers(store)
        const other = await store.person()
        const long = store.now + 86_400_000
        const canary = messageAt(store.now - 50_000, one, 'canary', store.now + left)
        await restore(store, me, one, [messageAt(store.now - 80_000, one, 'older', long), canary])
        const between = messageAt(store.now - 60_000, other, 'between', long)
        await restore(store, me, other, [between])
        const canaryFirst = [
          ['canary', 2],
          ['between', 1],
        ]
        const betweenFirst = [
          ['between', 1],
          ['older', 1],
        ]
        const shown = alive ? canaryFirst : betweenFirst
        expect(shownIn(await store.messages.listGroups(me, all))).toEqual(shown)
        expect(shownIn(await store.messages.listGroups(me, { limit: 1, after: undefined }))).toEqual(shown.slice(0, 1))
        const after = { at: between.created_at, uuid: between.uuid }
        expect(shownIn(await store.messages.listGroups(me, { limit: 1, after }))).toEqual(alive ? [] : [['older', 1]])
        expect(await store.messages.listGroups(one, all)).toHaveLength(1)
      })
    })

    it('a group is forgotten 30 days after its last message, and begins anew', async () => {
      await under.frozen(async (store) => {
        const [one, other] = await strangers(store)
        const forgotten = { lifetime: 3_600, expires_at: instant(store.now + left) }
        await restore(
          store,
          one,
          other,
          [messageAt(store.now - month + 1, one, 'canary', store.now - 5_000)],
          forgotten,
        )
        expect((await groupOf(one, other, store)) !== null).toBe(alive)
        await store.messages.send({ from: other, to: one, text: 'hello again' })
        expect((await groupOf(one, other, store)).lifetime).toBe(alive ? 3_600 : month / 1000)
        expect(await read(one, other, store)).toEqual(['hello again'])
        for (const member of [one, other]) expect(await store.messages.listGroups(member, all)).toHaveLength(1)
      })
    })
  })

  it('an empty group is there for its members and in no list', async () => {
    await under.frozen(async (store) => {
      const [one, other] = await strangers(store)
      await restore(store, one, other, [messageAt(store.now - 9_000, one, 'gone', store.now - 1)], { lifetime: 3_600 })
      expect(await groupOf(other, one, store)).toMatchObject({ lifetime: 3_600 })
      expect(await read(other, one, store)).toEqual([])
      expect(await store.messages.listGroups(other, all)).toEqual([])
      await store.messages.send({ from: one, to: other, text: 'back' })
      expect(shownIn(await store.messages.listGroups(other, all))).toEqual([['back', 1]])
    })
  })

  it('forgets a person with all groups they are in, for both', async () => {
    const [one, other] = await strangers()
    const third = await under.person()
    await say(one, other, 'a', 'k1')
    await say(third, one, 'b')
    await say(third, other, 'c')
    await messages.forget(one)
    await messages.forget(one)
    expect(await groupOf(other, one)).toBeNull()
    expect(await messages.listGroups(one, all)).toEqual([])
    for (const member of [other, third]) {
      expect(shownIn(await messages.listGroups(member, all)).map(([text]) => text)).toEqual(['c'])
    }
    await say(one, other, 'anew', 'k1')
    expect(await read(other, one)).toEqual(['anew'])
  })

  describe('the archive', () => {
    it('gives all that lives, and restoring it again changes nothing', async () => {
      const [one, other] = await strangers()
      await say(one, other, 'a')
      await say(other, one, 'b')
      await messages.shorten(await groupOf(one, other), 86_400)
      await messages.markRead(await groupOf(other, one))
      const uuid = groupUuidOf(one, other)
      const before = await under.archive.find(uuid)
      expect(before && textsOf(before.messages)).toEqual(['a', 'b'])
      if (before) await under.archive.restore(before)
      expect(await under.archive.find(uuid)).toEqual(before)
      const found = []
      for (const member of [one, other])
        for await (const archived of under.archive.groupsOf(member)) found.push(archived)
      expect(found).toEqual([before])
      if (before) await under.archive.remove(before.group)
      expect(await groupOf(one, other)).toBeNull()
      expect(await messages.listGroups(one, all)).toEqual([])
    })
  })
}

const compare = (one: string[], other: string[]) => (one.join() < other.join() ? -1 : 1)

const messageAt = (at: number, from: string, text: string, gone = at + month): Message => ({
  uuid: randomUUID(),
  from,
  text,
  created_at: instant(at),
  expires_at: instant(gone),
})

/** Puts messages of any time into a group: the past cannot be reached by sending. */
async function restore(store: Store, a: string, b: string, messages: Message[], group: object = {}): Promise<void> {
  const [one = '', other = ''] = [a, b].sort()
  const expires_at = instant(Math.max(...messages.map(({ created_at }) => Date.parse(created_at))) + month)
  const standard = {
    uuid: groupUuidOf(a, b),
    one,
    other,
    lifetime: month / 1000,
    one_read_at: null,
    other_read_at: null,
  }
  const oldestFirst = messages.toSorted((x, y) => compare([x.created_at, x.uuid], [y.created_at, y.uuid]))
  await store.archive.restore({ group: { ...standard, expires_at, ...group }, messages: oldestFirst })
}
