import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { groupUuidOf } from './group-uuid.ts'
import type { Messages } from './messages.port.ts'
import {
  all,
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

/** How messages expire in every store of direct messages, and how whole groups are moved. */
export function forgettingSuite(start: () => Promise<MessagesUnderTest>): void {
  let under: MessagesUnderTest
  let messages: Messages
  beforeAll(async () => {
    under = await start()
    messages = under.messages
  })
  afterAll(() => under.stop())

  describe.each([
    ['one second before T', 1_000, true],
    ['at T', 0, false],
    ['one second after T', -1_000, false],
  ])('guarantees 1 and 6, %s', (_name, left, alive) => {
    it('a message is read, listed and counted while it lives, and not after', async () => {
      await under.frozen(async (store) => {
        const [one, other] = await strangers(store)
        await restore(store, one, other, [messageAt(store.now - 60_000, one, 'canary', store.now + left)])
        expect(await read(store, other, one)).toEqual(alive ? ['canary'] : [])
        expect(shownIn(await store.messages.listGroups(other, all))).toEqual(alive ? [['canary', 1]] : [])
        expect(await store.messages.countUnread(await groupOf(store, other, one))).toBe(alive ? 1 : 0)
      })
    })

    it('a group is listed at its latest living message', async () => {
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

    it('a group expires 30 days after its last message, and the next message makes a new one', async () => {
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
        expect((await groupOf(store, one, other)) !== null).toBe(alive)
        await store.messages.send({ from: other, to: one, text: 'hello again' })
        expect((await groupOf(store, one, other)).lifetime).toBe(alive ? 3_600 : month / 1000)
        expect(await read(store, one, other)).toEqual(['hello again'])
        for (const member of [one, other]) expect(await store.messages.listGroups(member, all)).toHaveLength(1)
      })
    })
  })

  it('a group that is restored takes over nothing from an expired one', async () => {
    await under.frozen(async (store) => {
      const [one, other] = await strangers(store)
      const dead = messageAt(store.now - month, one, 'dead', store.now)
      const read_at = instant(store.now - 1)
      const agreed = { lifetime: 3_600, one_read_at: read_at, other_read_at: read_at }
      await restore(store, one, other, [dead], { ...agreed, expires_at: instant(store.now) })
      await restore(store, one, other, [messageAt(store.now - 60_000, one, 'anew')])
      expect(await groupOf(store, one, other)).toMatchObject({
        lifetime: month / 1000,
        read_at: null,
        person_read_at: null,
      })
      expect(shownIn(await store.messages.listGroups(other, all))).toEqual([['anew', 1]])
    })
  })

  it('finds a living message behind any number of expired ones', async () => {
    await under.frozen(async (store) => {
      const [one, other] = await strangers(store)
      const dead = Array.from({ length: 150 }, (_, n) => messageAt(store.now - 90_000 + n, one, 'dead', store.now))
      const living = messageAt(store.now - 95_000, one, 'lives', store.now + 1)
      await restore(store, one, other, [living, ...dead])
      const group = await groupOf(store, other, one)
      expect(textsOf(await store.messages.listMessages(group, { limit: 2, after: undefined }))).toEqual(['lives'])
      expect(shownIn(await store.messages.listGroups(other, { limit: 1, after: undefined }))).toEqual([['lives', 1]])
      expect(await store.messages.countUnread(group)).toBe(1)
    })
  })

  it('an empty group is found by its members and is in no list', async () => {
    await under.frozen(async (store) => {
      const [one, other] = await strangers(store)
      await restore(store, one, other, [messageAt(store.now - 9_000, one, 'gone', store.now - 1)], { lifetime: 3_600 })
      expect(await groupOf(store, other, one)).toMatchObject({ lifetime: 3_600 })
      expect(await read(store, other, one)).toEqual([])
      expect(await store.messages.listGroups(other, all)).toEqual([])
      await store.messages.send({ from: one, to: other, text: 'back' })
      expect(shownIn(await store.messages.listGroups(other, all))).toEqual([['back', 1]])
    })
  })

  it('forgets a person with all their groups, for both members', async () => {
    const [one, other] = await strangers(under)
    const third = await under.person()
    await say(under, one, other, 'a', 'k1')
    await say(under, third, one, 'b')
    await say(under, third, other, 'c')
    await messages.forget(one)
    await messages.forget(one)
    expect(await groupOf(under, other, one)).toBeNull()
    expect(await messages.listGroups(one, all)).toEqual([])
    for (const member of [other, third]) {
      expect(shownIn(await messages.listGroups(member, all)).map(([text]) => text)).toEqual(['c'])
    }
    await say(under, one, other, 'anew', 'k1')
    expect(await read(under, other, one)).toEqual(['anew'])
  })

  describe('the archive', () => {
    it('gives all living messages, and restoring them again changes nothing', async () => {
      const [one, other] = await strangers(under)
      await say(under, one, other, 'a')
      await say(under, other, one, 'b')
      await messages.shorten(await groupOf(under, one, other), 86_400)
      await messages.markRead(await groupOf(under, other, one))
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
      expect(await groupOf(under, one, other)).toBeNull()
      expect(await messages.listGroups(one, all)).toEqual([])
    })
  })
}
