/** Parts of a window. What was counted leaves it a part at a time, so a count can stay up to a twelfth too long. */
export const partsOfWindow = 12

/** A sliding window in twelve parts. It may count too many events, never too few. */
export type SlidingWindow = {
  /** Events in the window that ends at `now`, in milliseconds of any clock that never goes back. */
  count(now: number): number
  add(now: number): void
}

export function createSlidingWindow(windowMs: number): SlidingWindow {
  const partMs = windowMs / partsOfWindow
  // One part more: a window seldom begins at the edge of a part, so it touches thirteen.
  const counts = new Uint32Array(partsOfWindow + 1)
  let latest = 0
  let total = 0

  function slideTo(now: number): void {
    const part = Math.floor(now / partMs)
    const passed = Math.min(part - latest, counts.length)
    for (let n = 1; n <= passed; n++) {
      const index = (latest + n) % counts.length
      total -= counts[index] ?? 0
      counts[index] = 0
    }
    if (passed >= counts.length) counts.fill(0)
    if (part > latest) latest = part
  }

  return {
    count(now) {
      slideTo(now)
      return total
    },
    add(now) {
      slideTo(now)
      const index = latest % counts.length
      counts[index] = (counts[index] ?? 0) + 1
      total++
    },
  }
}
