import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createAdaptiveLimit } from './adaptive-limit.ts'

const bounds = { start: 16, min: 8, max: 64 }

/** A limit on a clock of its own, and what `count` requests of so many milliseconds do to it. */
function start() {
  let clock = 0
  const limit = createAdaptiveLimit(bounds, () => clock)
  return {
    limit,
    serve(ms: number, { count = 1_000, running = 16, route = 'GET /', wanted = true } = {}): number {
      for (let n = 0; n < count; n++) {
        clock += 5
        if (wanted) limit.reached()
        limit.observe(route, ms, running)
      }
      return limit.current()
    },
  }
}

it('grows while requests wait and are as fast as on a quiet server', () => {
  const { serve } = start()
  serve(10, { running: 1, wanted: false })
  expect(serve(12)).toBeGreaterThan(bounds.start)
  expect(serve(12, { count: 20_000 })).toBe(bounds.max)
})

it('stays where it is while nobody waits', () => {
  expect(start().serve(10, { wanted: false })).toBe(bounds.start)
})

it('shrinks while requests are slow, and grows again when they are not', () => {
  const { serve } = start()
  serve(10, { running: 1, wanted: false })
  expect(serve(100, { count: 20_000 })).toBe(bounds.min)
  expect(serve(12, { count: 3_000 })).toBeGreaterThan(bounds.min)
})

it('does not take an overload for normal, however long it lasts', () => {
  const { serve } = start()
  serve(10, { running: 1, wanted: false })
  expect(serve(100, { count: 100_000 })).toBe(bounds.min)
})

it('comes to take for normal what is slow on a quiet server', () => {
  const { serve } = start()
  serve(10, { running: 1, wanted: false })
  serve(100, { count: 5_000, running: 1, wanted: false })
  expect(serve(120, { count: 20_000 })).toBe(bounds.max)
})

it('compares each route with itself: a few slow ones beside many fast ones change nothing', () => {
  const { serve } = start()
  serve(10, { running: 1, wanted: false, route: 'fast' })
  serve(300, { running: 1, wanted: false, route: 'slow' })
  const before = serve(10, { count: 1, route: 'fast', wanted: false })
  for (let n = 0; n < 500; n++)
    serve(n % 3 === 0 ? 300 : 10, { count: 1, route: n % 3 === 0 ? 'slow' : 'fast', wanted: false })
  expect(serve(10, { count: 1, route: 'fast', wanted: false })).toBe(before)
})

it('is a whole number between its bounds, whatever is observed', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.record({ ms: fc.double({ min: 0, max: 1e6, noNaN: true }), running: fc.nat(100), wanted: fc.boolean() }),
      ),
      (served) => {
        const { limit, serve } = start()
        for (const { ms, ...more } of served) {
          serve(ms, { ...more, count: 60 })
          expect(Number.isInteger(limit.current())).toBe(true)
          expect(limit.current()).toBeGreaterThanOrEqual(bounds.min)
          expect(limit.current()).toBeLessThanOrEqual(bounds.max)
        }
      },
    ),
  )
})
