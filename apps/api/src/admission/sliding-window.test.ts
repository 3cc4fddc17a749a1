import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createSlidingWindow, partsOfWindow } from './sliding-window.ts'

const windowMs = 1_200

it('never counts fewer events than the window holds, nor any that left it more than a part ago', () => {
  const pauses = fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 60 })
  fc.assert(
    fc.property(pauses, (steps) => {
      const window = createSlidingWindow(windowMs)
      const events: number[] = []
      let now = 1_000_000
      for (const step of steps) {
        now += step
        window.add(now)
        events.push(now)
        const inLast = (ms: number) => events.filter((at) => at > now - ms).length
        const count = window.count(now)
        expect(count).toBeGreaterThanOrEqual(inLast(windowMs))
        expect(count).toBeLessThanOrEqual(inLast(windowMs + windowMs / partsOfWindow + 1))
      }
    }),
  )
})

it('is empty again after a window and a part', () => {
  const window = createSlidingWindow(windowMs)
  for (let n = 0; n < 5; n++) window.add(5_000 + n)
  expect(window.count(5_010)).toBe(5)
  expect(window.count(5_000 + windowMs + 2 * (windowMs / partsOfWindow))).toBe(0)
  expect(window.count(900_000)).toBe(0)
})
