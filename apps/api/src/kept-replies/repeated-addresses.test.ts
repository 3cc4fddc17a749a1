import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createRepeatedAddresses } from './repeated-addresses.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('knows an address from the second request on, for as long as it is asked for each second', () => {
  const { isRepeated } = createRepeatedAddresses()
  expect(isRepeated('/home')).toBe(false)
  for (let second = 0; second < 5; second++) {
    expect(isRepeated('/home')).toBe(true)
    vi.advanceTimersByTime(1_000)
  }
  expect(isRepeated('/other')).toBe(false)
})

it('forgets all addresses after two seconds, and then does nothing', () => {
  const { isRepeated } = createRepeatedAddresses()
  isRepeated('/home')
  vi.advanceTimersByTime(2_000)
  expect(vi.getTimerCount()).toBe(0)
  expect(isRepeated('/home')).toBe(false)
})

it('remembers no more than ten thousand, and those for as long as others', () => {
  const { isRepeated } = createRepeatedAddresses()
  for (let n = 0; n < 10_001; n++) isRepeated(`/page/${n}`)
  expect([isRepeated('/page/9999'), isRepeated('/page/10000')]).toEqual([true, false])
  vi.advanceTimersByTime(1_000)
  expect([isRepeated('/page/9999'), isRepeated('/page/10000'), isRepeated('/page/10000')]).toEqual([true, false, true])
})
