export type LimitBounds = { start: number; min: number; max: number }

export type AdaptiveLimit = {
  current(): number
  /** A request has taken `ms` milliseconds; `running` requests, itself included, were in progress when it began. */
  observe(route: string, ms: number, running: number): void
  /** A request had to wait, so a higher limit would be used. */
  reached(): void
}

/** The limit changes at most once in this time and after this many requests. */
const windowMs = 250
const fewestRequests = 20
/** Samples of a window that are kept. More would not change the median. */
const mostRequests = 512

/** Requests may take this many times as long as they do on a quiet server. */
const tolerance = 2
/** Quiet times count as at least this long, because shorter ones are mostly noise. */
const shortestMs = 2
/** What is left of the limit, at least and at most, when requests are slow. */
const decrease = { least: 0.5, most: 0.9 }

/** How fast the quiet time follows shorter and longer measurements. */
const follow = { shorter: 0.2, longer: 0.01 }

const shareLeft = (slowness: number) => Math.min(decrease.most, Math.max(decrease.least, tolerance / slowness))

/**
 * Limits how many requests run at once. The limit grows by one while requests wait and are fast, and shrinks by a tenth to a
 * half when they are slow (additive increase, multiplicative decrease). Slow means: the median takes more than `tolerance`
 * times as long as on a quiet server. Each route is compared with itself, so a change in the mix of routes has no effect.
 *
 * Shorter measurements always lower a route's quiet time. Longer ones raise it only while few requests run. Otherwise an
 * overload would come to be taken for normal.
 *
 * @param now milliseconds of a clock that never goes back
 */
export function createAdaptiveLimit(
  { start, min, max }: LimitBounds,
  now: () => number = () => performance.now(),
): AdaptiveLimit {
  const quietMs = new Map<string, number>()
  let limit = start
  let slowness: number[] = []
  let wasReached = false
  let windowStart = now()

  function learn(route: string, ms: number, running: number): number {
    const known = quietMs.get(route)
    if (known === undefined) {
      quietMs.set(route, ms)
      return ms
    }
    const isQuiet = running <= Math.max(1, min / 2)
    const share = ms < known ? follow.shorter : isQuiet ? follow.longer : 0
    const learnt = known + (ms - known) * share
    quietMs.set(route, learnt)
    return learnt
  }

  function adapt(): void {
    const median = slowness.sort((one, other) => one - other)[Math.floor(slowness.length / 2)] ?? 0
    if (median > tolerance) limit = Math.max(min, Math.floor(limit * shareLeft(median)))
    else if (wasReached) limit = Math.min(max, limit + 1)
    slowness = []
    wasReached = false
    windowStart = now()
  }

  return {
    current: () => limit,
    observe(route, ms, running) {
      const slow = ms / Math.max(shortestMs, learn(route, ms, running))
      if (slowness.length < mostRequests) slowness.push(slow)
      if (slowness.length >= fewestRequests && now() - windowStart >= windowMs) adapt()
    },
    reached() {
      wasReached = true
    },
  }
}
