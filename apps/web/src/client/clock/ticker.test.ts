import { expect, it, vi } from 'vitest'
import { subscribeToTime, tick } from './ticker.ts'

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
