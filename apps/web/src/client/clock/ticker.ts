import { useCallback, useSyncExternalStore } from 'react'
import { serverClock } from './server-clock.ts'

type Next = (now: number) => number

/** What waits for time to pass. Instants are epoch milliseconds. */
type Watch = {
  /** From when on it is told. */
  due: number
  /** When it is told after that; at each tick, if that is past. */
  next: Next
  /** Whether the timer runs at that very moment, and not at the tick after it. */
  isExact: boolean
  listener: () => void
}

const watches = new Set<Watch>()
let timer: ReturnType<typeof setTimeout> | undefined
let timerAt = Number.POSITIVE_INFINITY
let lastTick = 0

const longestWaitMs = 1000
const shortestWaitMs = 20

function runAt(moment: number, now: number): void {
  clearTimeout(timer)
  timerAt = moment
  timer = setTimeout(tick, Math.max(moment - now, shortestWaitMs))
}

/**
 * The one timer of the page. It runs every second, and exactly at the moments that somebody waits for. A long list waits
 * for thousands of moments, and only those are told whose moment has come.
 *
 * Call it when the page wakes, because its timers slept.
 */
export function tick(): void {
  const now = serverClock.now()
  // What was told by a clock that was far ahead has to look again.
  const isSetBack = now < lastTick
  lastTick = now
  for (const watch of [...watches]) {
    if (watch.due > now && !isSetBack) continue
    watch.due = watch.next(now)
    watch.listener()
  }
  // It may be the page that woke, and not the timer that ran.
  clearTimeout(timer)
  timer = undefined
  if (watches.size === 0) return
  let first = now + longestWaitMs
  for (const { isExact, due } of watches) if (isExact && due > now && due < first) first = due
  runAt(first, now)
}

function watchTime(next: Next, isExact: boolean, listener: () => void): () => void {
  const now = serverClock.now()
  const watch = { due: next(now), next, isExact, listener }
  watches.add(watch)
  if (timer === undefined) runAt(now + longestWaitMs, now)
  if (isExact && watch.due > now && watch.due < timerAt) runAt(watch.due, now)
  return () => watches.delete(watch)
}

const atEachTick: Next = (now) => now

/** Calls `listener` about every second. */
export function subscribeToTime(listener: () => void): () => void {
  return watchTime(atEachTick, false, listener)
}

/**
 * A value that depends on the time. The component renders again only when the value changes.
 *
 * @param next when the value changes next, in epoch milliseconds, or sooner. It must be the same function until it would
 *   say something else.
 */
export function useTime<T extends string | number | boolean>(select: (now: number) => T, next: Next = atEachTick): T {
  const subscribe = useCallback((listener: () => void) => watchTime(next, false, listener), [next])
  return useSyncExternalStore(subscribe, () => select(serverClock.now()))
}

/** Whether a moment, in epoch milliseconds, has come: exact to a frame and not only to the second. */
export function useHasCome(moment: number): boolean {
  // Told at each tick once it has come, too: the clock may be corrected to a little before it.
  const subscribe = useCallback((listener: () => void) => watchTime(() => moment, true, listener), [moment])
  return useSyncExternalStore(subscribe, () => serverClock.now() >= moment)
}
