import { expect, it } from 'vitest'
import { createShares } from './shares.ts'

it('a client gets eight replies in a turn of the event loop, and others get theirs meanwhile', async () => {
  const shares = createShares()
  const taken = (client: string) => Array.from({ length: 10 }, () => shares.take(client)).filter(Boolean).length
  expect([taken('greedy'), taken('other'), taken('greedy')]).toEqual([8, 8, 0])
  await shares.nextTurn()
  expect([taken('greedy'), taken('greedy')]).toEqual([8, 0])
  await shares.nextTurn()
  await shares.nextTurn()
  expect(taken('other')).toBe(8)
})
