import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it } from 'vitest'
import { createSharedTimer, type Waiting } from './shared-timer.ts'

it('calls what is due in the order in which it was started, and not what was stopped', async () => {
  const timer = createSharedTimer(5)
  const called: string[] = []
  const named = (name: string) => ({ onTime: () => void called.push(name) })
  const [first, stopped, last] = [named('first'), named('stopped'), named('last')]
  const waiting = [first, stopped, last].map((timed) => timer.start(timed))
  waiting[1]?.stop()
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

it('stopping what is over or stopped does nothing to the others', async () => {
  const timer = createSharedTimer(5)
  const called: string[] = []
  const [first, second] = ['first', 'second'].map((name) => timer.start({ onTime: () => void called.push(name) }))
  for (let twice = 0; twice < 2; twice++) first?.stop()
  await expect.poll(() => called).toEqual(['second'])
  timer.start({ onTime: () => void called.push('third') })
  second?.stop()
  await expect.poll(() => called).toEqual(['second', 'third'])
})

it('what was stopped does not stay in memory until V8 looks through all of it', () => {
  setFlagsFromString('--expose-gc')
  const collect: (options: { type: 'minor' | 'major' }) => void = runInNewContext('gc')
  const timer = createSharedTimer(60_000)
  const running: Waiting[] = []
  collect({ type: 'major' })
  const sizes = [process.memoryUsage().heapUsed]
  for (let n = 0; n < 2_000; n++) {
    const memory = new Array(1_000).fill(n)
    running.push(timer.start({ onTime: () => memory.pop() }))
    if (running.length > 32) running.shift()?.stop()
    if (n % 100 < 99) continue
    collect({ type: 'minor' })
    sizes.push(process.memoryUsage().heapUsed)
  }
  // All that were stopped take 16 MB, those that wait 0.3.
  expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThan(5_000_000)
})
