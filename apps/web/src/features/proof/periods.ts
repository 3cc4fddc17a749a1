import type { ProofHour } from '@cruddur/contract/proof/proof'

const hourMs = 3_600_000
/** With less than this much history, single hours are shown. */
const fewHours = 48

/** A bar of the graph: an hour, or a day (UTC). */
export type Period = { at: number; lagSeconds: number | null }

/** What the graph shows: the last 48 hours while the server is young, or else the last 30 days. Null where no server ran. */
export function periodsOf(hours: readonly ProofHour[], now: number): { unit: 'hour' | 'day'; periods: Period[] } {
  const oldest = hours[0] ? Date.parse(hours[0].hour) : now
  const unit = now - oldest < fewHours * hourMs ? 'hour' : 'day'
  const step = unit === 'hour' ? hourMs : 24 * hourMs
  const count = unit === 'hour' ? fewHours : 30
  const last = Math.floor(now / step)
  const worst = new Map<number, number>()
  for (const { hour, lag_seconds } of hours) {
    const key = Math.floor(Date.parse(hour) / step)
    worst.set(key, Math.max(worst.get(key) ?? 0, lag_seconds))
  }
  const periods = Array.from({ length: count }, (_, index) => {
    const key = last - count + 1 + index
    return { at: key * step, lagSeconds: worst.get(key) ?? null }
  })
  return { unit, periods }
}

/** The steps of the scale, in seconds. A few seconds and a day without a server are on one graph, so it is logarithmic. */
export const scaleSteps = [1, 10, 60, 600, 3_600, 86_400] as const

/** Where a wait is on the scale: 0 at its bottom, half a second, 1 at its top. */
export function heightOf(seconds: number, top: number): number {
  const [low, high] = [Math.log(0.5), Math.log(top)]
  return Math.min(1, Math.max(0, (Math.log(Math.max(0.5, seconds)) - low) / (high - low)))
}

/** The top of the scale: never below 10 minutes, so that the limit of 60 s is well inside. */
export function topOfScale(worst: number): number {
  return scaleSteps.find((step) => step >= Math.max(600, worst)) ?? worst
}
