import { useCallback, useSyncExternalStore } from 'react'
import { serverClock } from './server-clock.ts'

type Next = (now: number) => number

/**
 * The timer runs at the very moment of what is exact, and not at the tick after it. What is patient may be told some frames
 * after that tick. What is steady is told at each tick.
 */
type Kind = 'exact' | 'patient' | 'steady'

/** What waits for time to pass. Instants are epoch milliseconds. */
type Watch = {
  /** From when on it is told. */
  due: number
  /** When it is told after that; at each tick, if that is past. */
  next: Next
  kind: Kind
  listener: () => void
}

const watches = new Set<Watch>()
let timer: ReturnType<typeof setTimeout> | undefined
let timerAt = Number.POSITIVE_INFINITY
let lastTick = 0
/** Whether some still wait to be told of the last tick. */
let hasRest = false

const longestWaitMs = 1000
const shortestWaitMs = 20
/** How many of those that can wait the timer tells in one run: a slow phone lays that many cruds out in two or three frames. */
const mostAtOnce = 50

function runAt(moment: number, now: number): void {
  clearTimeout(timer)
  timerAt = moment
  timer = setTimeout(tell, Math.max(moment - now, shortestWaitMs), mostAtOnce)
}

/**
 * The one timer of the page. It runs every second, and exactly at the moments that somebody waits for. A long list waits
 * for thousands of moments, and only those are told whose moment has come. Cruds that were written in the same second
 * grow older in the same one: their words change a few at a time, so that a long list does not stop for it.
 *
 * Call this when the page wakes, because its timers slept. It leaves nobody for later.
 */
export function tick(): void {
  hasRest = false
  tell(Number.POSITIVE_INFINITY)
}

function tell(most: number): void {
  const now = serverClock.now()
  // What was told by a clock that was far ahead has to look again.
  const isSetBack = now < lastTick
  lastTick = now
  const isRest = hasRest
  hasRest = false
  let left = isSetBack ? Number.POSITIVE_INFINITY : most
  for (const watch of [...watches]) {
    if (!isSetBack && (watch.due > now || (isRest && watch.kind === 'steady'))) continue
    if (watch.kind === 'patient' && left-- <= 0) hasRest = true
    else {
      watch.due = watch.next(now)
      watch.listener()
    }
  }
  // It may be the page that woke, and not the timer that ran.
  clearTimeout(timer)
  timer = undefined
  if (watches.size === 0) return
  let first = hasRest ? now : now + longestWaitMs
  for (const { kind, due } of watches) if (kind === 'exact' && due > now && due < first) first = due
  runAt(first, now)
}

function watchTime(next: Next, kind: Kind, listener: () => void): () => void {
  const now = serverClock.now()
  const watch = { due: next(now), next, kind, listener }
  watches.add(watch)
  if (timer === undefined) runAt(now + longestWaitMs, now)
  if (kind === 'exact' && watch.due > now && watch.due < timerAt) runAt(watch.due, now)
  return () => watches.delete(watch)
}

const atEachTick: Next = (now) => now

/** Calls `listener` about every second. */
export function subscribeToTime(listener: () => void): () => void {
  return watchTime(atEachTick, 'steady', listener)
}

/** Calls `listener` when the moment has come that `next` says, or a few frames later if many wait for the same one. */
export function subscribeToChange(next: Next, listener: () => void): () => void {
  return watchTime(next, next === atEachTick ? 'steady' : 'patient', listener)
}

/**
 * A value that depends on the time. The component renders again only when the value changes.
 *
 * @param next when the value changes next, in epoch milliseconds, or sooner. It must be the same function until it would
 *   say something else.
 */
export function useTime<T extends string | number | boolean>(select: (now: number) => T, next: Next = atEachTick): T {
  const subscribe = useCallback((listener: () => void) => subscribeToChange(next, listener), [next])
  return useSyncExternalStore(subscribe, () => select(serverClock.now()))
}

/** Whether a moment, in epoch milliseconds, has come: exact to a frame and not only to the second. */
export function useHasCome(moment: number): boolean {
  // Told at each tick once it has come, too: the clock may be corrected to a little before it.
  const subscribe = useCallback((listener: () => void) => watchTime(() => moment, 'exact', listener), [moment])
  return useSyncExternalStore(subscribe, () => serverClock.now() >= moment)
}
