import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Message, Messages } from './messages.port.ts'
import {
  all,
  groupOf,
  type MessagesUnderTest,
  messageAt,
  read,
  restore,
  say,
  shownIn,
  strangers,
} from './testing/under-test.ts'

/** What every store of direct messages does when a sender burns a message. */
export function burningSuite(start: () => Promise<MessagesUnderTest>): void {
  let under: MessagesUnderTest
  let messages: Messages
  beforeAll(async () => {
    under = await start()
    messages = under.messages
  })
  afterAll(() => under.stop())

  it('a burnt message is gone for both at once, with what it counted and where it was the latest; the others stay', async () => {
    const [one, other] = await strangers(under)
    await say(under, one, other, 'first')
    const second = (await say(under, one, other, 'second')) as Message
    const group = await groupOf(under, one, other)
    expect(await messages.burn(group, second.uuid)).toBe(true)
    expect(await read(under, other, one)).toEqual(['first'])
    for (const [member, unread] of [
      [one, 0],
      [other, 1],
    ] as const) {
      expect(shownIn(await messages.listGroups(member, all))).toEqual([['first', unread]])
    }
    const [first] = await messages.listMessages(group, all)
    expect(await messages.burn(await groupOf(under, one, other), first?.uuid ?? '')).toBe(true)
    for (const member of [one, other]) expect(await messages.listGroups(member, all)).toEqual([])
    // The group is still the same, with what the two agreed on.
    expect(await messages.shorten(await groupOf(under, other, one), 3_600)).toBe(true)
    await say(under, other, one, 'third')
    expect(await read(under, one, other)).toEqual(['third'])
    expect(shownIn(await messages.listGroups(one, all))).toEqual([['third', 1]])
  })

  it('nobody burns another’s message, one of another group, or one that is gone', async () => {
    const [one, other] = await strangers(under)
    const sent = (await say(under, one, other, 'mine')) as Message
    const elsewhere = (await say(under, one, await under.person(), 'elsewhere')) as Message
    const group = await groupOf(under, one, other)
    expect(await messages.burn(await groupOf(under, other, one), sent.uuid)).toBe(false)
    for (const uuid of [elsewhere.uuid, randomUUID()]) expect(await messages.burn(group, uuid)).toBe(false)
    expect(await messages.burn(group, sent.uuid)).toBe(true)
    expect(await messages.burn(group, sent.uuid)).toBe(false)
  })

  it('a message can be far back in the thread, and be burnt while others are sent', async () => {
    const [one, other] = await strangers(under)
    const base = Date.now() - 20 * 86_400_000
    const old = Array.from({ length: 60 }, (_, n) => messageAt(base + n * 1_000, one, `${n}`))
    await restore(under, one, other, old)
    const group = await groupOf(under, one, other)
    const [first, second] = old
    const done = await Promise.all([
      messages.burn(group, first?.uuid ?? ''),
      say(under, other, one, 'new'),
      messages.burn(group, second?.uuid ?? ''),
    ])
    expect([done[0], done[2]]).toEqual([true, true])
    expect((await read(under, one, other)).slice(0, 2)).toEqual(['2', '3'])
    expect(shownIn(await messages.listGroups(one, all))).toEqual([['new', 1]])
  })
}
