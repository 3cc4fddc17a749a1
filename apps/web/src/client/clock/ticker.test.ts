import { expect, it, vi } from 'vitest'
import { subscribeToChange, subscribeToTime, tick } from './ticker.ts'

it('a page that wakes often has one timer still, and none once nothing waits', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    let calls = 0
    const stop = subscribeToTime(() => calls++)
    for (let wakes = 0; wakes < 5; wakes++) tick()
    expect([calls, vi.getTimerCount()]).toEqual([5, 1])
    stop()
    tick()
    expect([calls, vi.getTimerCount()]).toEqual([5, 0])
  } finally {
    vi.useRealTimers()
  }
})

it('words that change at one moment change a few at a time, all within the second, and all at once when the page wakes', () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] })
  const stops: (() => void)[] = []
  try {
    const minute = 60_000
    const cruds = Array.from({ length: 1000 }, () => ({ changed: 0 }))
    const told = () => cruds.reduce((sum, { changed }) => sum + changed, 0)
    let seconds = 0
    stops.push(subscribeToTime(() => seconds++))
    const start = Date.now()
    for (const crud of cruds) {
      const next = (now: number) => start + (Math.floor((now - start) / minute) + 1) * minute
      stops.push(subscribeToChange(next, () => crud.changed++))
    }
    let most = 0
    for (let at = 0; at < minute + 1000; at += 10) {
      const before = told()
      vi.advanceTimersByTime(10)
      most = Math.max(most, told() - before)
    }
    expect(cruds.every(({ changed }) => changed === 1)).toBe(true)
    expect(most).toBeLessThanOrEqual(50)
    // What counts seconds is not called again for each part.
    expect(seconds).toBeLessThanOrEqual(61)
    vi.setSystemTime(Date.now() + minute)
    tick()
    expect(cruds.every(({ changed }) => changed === 2)).toBe(true)
  } finally {
    for (const stop of stops) stop()
    tick()
    vi.useRealTimers()
  }
})
