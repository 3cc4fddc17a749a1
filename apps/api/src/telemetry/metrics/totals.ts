import { type Numbers, quantile } from './instruments.ts'
import { durationBounds, type Metrics } from './metrics.ts'

/** Counts so far, over all routes, tables and limits. The difference of two gives a rate. */
export type Totals = {
  requests: number
  /** Answers with status 500. A server that is busy, not ready or without its database says 503, which is no fault of its code. */
  errors: number
  shed: number
  refused: number
  erased: number
  cpuSeconds: number
  /** Durations of requests, by the bounds of metrics.ts. */
  durations: number[]
}

export const sumOf = (numbers: Numbers): number => numbers.reduce((sum, { value }) => sum + value, 0)

export function totalsOf(metrics: Metrics): Totals {
  const durations = new Array<number>(durationBounds.length + 1).fill(0)
  for (const { value } of metrics.requestDuration.read()) {
    for (const [bucket, count] of value.counts.entries()) {
      durations[bucket] = (durations[bucket] ?? 0) + count
    }
  }
  return {
    requests: durations.reduce((sum, count) => sum + count, 0),
    errors: sumOf(metrics.requestErrors.read()),
    shed: sumOf(metrics.requestsShed.read()),
    refused: sumOf(metrics.rateLimitRefusals.read()),
    erased: sumOf(metrics.rowsErased.read()),
    cpuSeconds: sumOf(metrics.cpu.read()),
    durations,
  }
}

/** Median and 99th percentile of durations between two totals, in seconds. Null if there was no request. */
export function durationsBetween(before: Totals, after: Totals): { p50: number | null; p99: number | null } {
  const counts = after.durations.map((count, bucket) => count - (before.durations[bucket] ?? 0))
  return { p50: quantile(counts, durationBounds, 0.5), p99: quantile(counts, durationBounds, 0.99) }
}
