import { expect, it } from 'vitest'
import { RepliesOfAState } from './replies-of-a-state.ts'
import { keptReply } from './testing/kept-reply.ts'

it('keeps no more than fits, but everybody who waits gets the reply', async () => {
  const replies = new RepliesOfAState()
  replies.expect('/first').end(keptReply('a'.repeat(30 * 1024 * 1024)))
  const coming = replies.expect('/second')
  const waiting = replies.get('/second')
  coming.end(keptReply('a'.repeat(3 * 1024 * 1024)))
  expect((await waiting)?.bytes).toHaveLength(3 * 1024 * 1024)
  expect(replies.get('/second')).toBeUndefined()
  expect(replies.get('/first')).toBeDefined()
})

it('guarantee 1: a reply goes when the first crud ends that it depends on, and leaves its room', () => {
  const replies = new RepliesOfAState()
  const large = () => keptReply('a'.repeat(30 * 1024 * 1024), undefined, 1_000)
  replies.expect('/first').end(large())
  expect(replies.get('/first', 999.9)).toBeDefined()
  expect(replies.get('/first', 1_000)).toBeUndefined()
  expect(replies.get('/first', 999.9)).toBeUndefined()
  replies.expect('/second').end(large())
  expect(replies.get('/second', 999.9)).toBeDefined()
})

it('nobody waits for a reply that cannot be kept', async () => {
  const replies = new RepliesOfAState()
  const coming = replies.expect('/missing')
  const waiting = replies.get('/missing')
  coming.end(null)
  coming.end(keptReply('late'))
  expect(await waiting).toBeNull()
  expect(replies.get('/missing')).toBeUndefined()
})

it('knows whether anybody waits for a reply', () => {
  const replies = new RepliesOfAState()
  const coming = replies.expect('/page')
  replies.get('/other')
  expect(coming.isAwaited()).toBe(false)
  replies.get('/page')
  expect(coming.isAwaited()).toBe(true)
})

/** How often a page is read anew in states that follow each other, in each of which it is sent so many times. */
async function readsAfter(sendings: number[]): Promise<number> {
  let reads = 0
  let replies = new RepliesOfAState()
  replies.expect('/home').end(keptReply('home', async () => `${++reads}`))
  for (const times of sendings) {
    const page = await replies.get('/home')
    for (let time = 0; page && time < times; time++) replies.sent('/home', page)
    const next = new RepliesOfAState()
    await next.readAnew(replies)
    replies = next
  }
  return reads
}

it.each([
  ['never sent', [0, 0], 0],
  ['sent once', [1, 0, 0], 1],
  ['sent now and then', [2, 0, 1, 0, 0], 3],
  ['sent often, and then no more', [50, 50, ...Array(20).fill(0)], 9],
])('a reply that is %s is read anew no more often than it was sent', async (_how, sendings, reads) => {
  expect(await readsAfter(sendings)).toBe(reads)
})

it('reads four addresses anew at most, and none that takes long', async () => {
  const before = new RepliesOfAState()
  for (let n = 0; n < 6; n++) {
    const page = n === 0 ? keptReply('slow') : keptReply('quick', async () => 'again')
    before.expect(`/${n}`).end(page)
    before.sent(`/${n}`, page)
  }
  const next = new RepliesOfAState()
  await next.readAnew(before)
  expect(Array.from({ length: 6 }, (_, n) => next.get(`/${n}`) !== undefined)).toEqual([
    false,
    ...Array(4).fill(true),
    false,
  ])
})
