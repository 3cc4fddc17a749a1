import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createConcurrencyLimiter } from './concurrency-limiter.ts'

it('runs two tasks at once and the others in order', async () => {
  const run = createConcurrencyLimiter({ maxRunning: 2, maxWaiting: 10, retryAfter: 1 })
  const order: number[] = []
  let running = 0
  let maxRunning = 0
  const task = (n: number) => async () => {
    maxRunning = Math.max(maxRunning, ++running)
    order.push(n)
    await nextTurn()
    running--
    return n
  }
  expect(await Promise.all([1, 2, 3, 4, 5].map((n) => run(task(n))))).toEqual([1, 2, 3, 4, 5])
  expect([maxRunning, order]).toEqual([2, [1, 2, 3, 4, 5]])
})

it('refuses when too many wait, and says when to try again', async () => {
  const run = createConcurrencyLimiter({ maxRunning: 1, maxWaiting: 1, retryAfter: 7 })
  const [first, second, third] = await Promise.allSettled([1, 2, 3].map((n) => run(async () => n)))
  expect([first?.status, second?.status]).toEqual(['fulfilled', 'fulfilled'])
  expect(third).toMatchObject({ reason: { codes: ['rate_limited'], retryAfter: 7 } })
})

it('frees the slot when a task fails', async () => {
  const run = createConcurrencyLimiter({ maxRunning: 1, maxWaiting: 5, retryAfter: 1 })
  const failing = run(() => Promise.reject(new Error('no')))
  const working = run(async () => 'yes')
  await expect(failing).rejects.toThrow('no')
  expect(await working).toBe('yes')
  expect(await run(async () => 'again')).toBe('again')
})
