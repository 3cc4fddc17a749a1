import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createGate } from './gate.ts'

it('lets two run at once and the rest wait in order', async () => {
  const gate = createGate({ atOnce: 2, waiting: 10, retryAfter: 1 })
  const order: number[] = []
  let running = 0
  let most = 0
  const work = (n: number) => async () => {
    most = Math.max(most, ++running)
    order.push(n)
    await sleep(2)
    running--
    return n
  }
  expect(await Promise.all([1, 2, 3, 4, 5].map((n) => gate(work(n))))).toEqual([1, 2, 3, 4, 5])
  expect([most, order]).toEqual([2, [1, 2, 3, 4, 5]])
})

it('turns away who finds too many waiting, and says when to come back', async () => {
  const gate = createGate({ atOnce: 1, waiting: 1, retryAfter: 7 })
  const [first, second, third] = await Promise.allSettled([1, 2, 3].map((n) => gate(async () => n)))
  expect([first?.status, second?.status]).toEqual(['fulfilled', 'fulfilled'])
  expect(third).toMatchObject({ reason: { codes: ['rate_limited'], retryAfter: 7 } })
})

it('gives the place on when work fails', async () => {
  const gate = createGate({ atOnce: 1, waiting: 5, retryAfter: 1 })
  const fails = gate(() => Promise.reject(new Error('no')))
  const works = gate(async () => 'yes')
  await expect(fails).rejects.toThrow('no')
  expect(await works).toBe('yes')
  expect(await gate(async () => 'again')).toBe('again')
})
