import { useEffect, useSyncExternalStore } from 'react'
import { serverClock } from './server-clock.ts'

/** One timer for the whole page: it ticks every second, and exactly at the moments that components ask for. */
const listeners = new Set<() => void>()
const moments = new Map<number, number>()
let timer: ReturnType<typeof setTimeout> | undefined

function untilNext(): number {
  const now = serverClock.now()
  let wait = 1000
  for (const moment of moments.keys()) if (moment > now) wait = Math.min(wait, moment - now)
  return Math.max(wait, 20)
}

function schedule(): void {
  clearTimeout(timer)
  timer = listeners.size > 0 ? setTimeout(tick, untilNext()) : undefined
}

/** Tells all listeners that time has passed. Call it when the page wakes, because its timers slept. */
export function tick(): void {
  for (const listener of [...listeners]) listener()
  schedule()
}

export function subscribeToTime(listener: () => void): () => void {
  listeners.add(listener)
  if (!timer) schedule()
  return () => listeners.delete(listener)
}

function wantMoment(moment: number): () => void {
  moments.set(moment, (moments.get(moment) ?? 0) + 1)
  schedule()
  return () => {
    const left = (moments.get(moment) ?? 1) - 1
    if (left > 0) moments.set(moment, left)
    else moments.delete(moment)
  }
}

/** A value that depends on the time. The component renders again only when the value changes. */
export function useTime<T extends string | number | boolean>(select: (now: number) => T): T {
  return useSyncExternalStore(subscribeToTime, () => select(serverClock.now()))
}

/** Whether a moment, in epoch milliseconds, has come: exact to a frame and not only to the second. */
export function useHasCome(moment: number): boolean {
  useEffect(() => wantMoment(moment), [moment])
  return useTime((now) => now >= moment)
}
