import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod/mini'
import { trigger } from './trigger.ts'

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

test('an event is answered before Cognito gives up, whatever it waits for', async () => {
  const handler = trigger(z.object({}), () => new Promise(() => {}))
  const refused = expect(handler({})).rejects.toThrow('database_unavailable')
  await vi.advanceTimersByTimeAsync(4_000)
  await refused
  expect(vi.getTimerCount()).toBe(0)
})

test('Cognito gets back all that it has sent, with the answer', async () => {
  const handler = trigger(z.object({ userName: z.string() }), async ({ userName }) => ({ userName }))
  expect(await handler({ userName: 'a', region: 'b', response: { old: true } })).toEqual({
    userName: 'a',
    region: 'b',
    response: { userName: 'a' },
  })
  expect(vi.getTimerCount()).toBe(0)
})
