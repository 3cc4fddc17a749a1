import { expect, it } from 'vitest'
import { createSharedTimer } from './shared-timer.ts'

it('calls what is due in the order in which it was started, and not what was stopped', async () => {
  const timer = createSharedTimer(5)
  const called: string[] = []
  const named = (name: string) => ({ onTime: () => void called.push(name) })
  const [first, stopped, last] = [named('first'), named('stopped'), named('last')]
  for (const timed of [first, stopped, last]) timer.start(timed)
  timer.stop(stopped)
  await expect.poll(() => called).toEqual(['first', 'last'])
})

it('goes on after a pause in which nothing waited', async () => {
  const timer = createSharedTimer(5)
  let called = 0
  const timed = { onTime: () => void called++ }
  timer.start(timed)
  await expect.poll(() => called).toBe(1)
  timer.start(timed)
  await expect.poll(() => called).toBe(2)
})
