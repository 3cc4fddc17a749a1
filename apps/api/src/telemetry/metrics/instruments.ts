/** The type of an OpenMetrics family. `info` is in effect a gauge: a constant 1 whose labels hold the information. */
export type FamilyType = 'counter' | 'gauge' | 'histogram' | 'info'

type Description = {
  /** Base name. It ends with the unit if there is one (OpenMetrics 1.0, "Unit"); counters go without `_total`. */
  name: string
  help: string
  unit?: 'seconds' | 'bytes' | 'ratio'
  /** Names of the labels. Their values must come from a bounded set. */
  labels?: readonly string[]
}

export type Family = Description & { type: FamilyType; labels: readonly string[] }

type Series<T> = { values: readonly string[]; value: T }

/** A count that only grows. `from` sets a function that reads it on demand. */
export type Counter = Family & {
  type: 'counter'
  add(values?: readonly string[], count?: number): void
  from(source: () => Numbers): void
  read(): Numbers
}

/** A current value. `from` sets a function that reads it on demand. */
export type Gauge = Family & {
  type: 'gauge' | 'info'
  set(value: number, values?: readonly string[]): void
  from(source: () => Numbers): void
  read(): Numbers
}

export type Numbers = readonly Series<number>[]

/** Observations by size. `counts[i]` counts those up to `bounds[i]` and above the bound before; the last has no bound. */
export type Distribution = { counts: number[]; sum: number }
export type Histogram = Family & {
  type: 'histogram'
  bounds: readonly number[]
  /** The distribution of one series. Callers that observe often should keep it. */
  series(values: readonly string[]): Distribution
  read(): readonly Series<Distribution>[]
}

export type AnyFamily = Counter | Gauge | Histogram

function createSeries<T>(first: () => T) {
  const all = new Map<string, Series<T>>()
  return {
    all,
    of(values: readonly string[]): Series<T> {
      const key = values.join('\0')
      const known = all.get(key)
      if (known) return known
      const series = { values, value: first() }
      all.set(key, series)
      return series
    },
  }
}

export function createCounter(description: Description): Counter {
  const { all, of } = createSeries(() => 0)
  // Without labels there is one series, which begins at 0: a rate needs to see it before the first event.
  if (!description.labels) of([])
  let read = (): Numbers => [...all.values()]
  return {
    labels: [],
    ...description,
    type: 'counter',
    add: (values = [], count = 1) => {
      of(values).value += count
    },
    from: (source) => {
      read = source
    },
    read: () => read(),
  }
}

export function createGauge(description: Description, type: 'gauge' | 'info' = 'gauge'): Gauge {
  const { all, of } = createSeries(() => 0)
  let read = (): Numbers => [...all.values()]
  return {
    labels: [],
    ...description,
    type,
    set: (value, values = []) => {
      of(values).value = value
    },
    from: (source) => {
      read = source
    },
    read: () => read(),
  }
}

/** @param bounds upper bounds of the buckets, ascending, without infinity */
export function createHistogram(description: Description, bounds: readonly number[]): Histogram {
  const { all, of } = createSeries((): Distribution => ({ counts: new Array(bounds.length + 1).fill(0), sum: 0 }))
  return {
    labels: [],
    ...description,
    type: 'histogram',
    bounds,
    series: (values) => of(values).value,
    read: () => [...all.values()],
  }
}

/** Counts one observation. */
export function observe(distribution: Distribution, bounds: readonly number[], value: number): void {
  let bucket = 0
  while (bucket < bounds.length && value > (bounds[bucket] as number)) bucket++
  distribution.counts[bucket] = (distribution.counts[bucket] ?? 0) + 1
  distribution.sum += value
}

/**
 * The value below which a share of the observations lies, interpolated linearly between two bounds, as Prometheus does. Null
 * without observations. Observations above the last bound count as that bound.
 *
 * @param counts as in `Distribution`
 * @param share from 0 to 1
 */
export function quantile(counts: readonly number[], bounds: readonly number[], share: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return null
  let below = 0
  for (const [bucket, count] of counts.entries()) {
    const upper = bounds[bucket]
    if (upper === undefined) break
    if (count > 0 && below + count >= share * total) {
      const lower = bounds[bucket - 1] ?? 0
      return lower + ((upper - lower) * (share * total - below)) / count
    }
    below += count
  }
  return bounds.at(-1) ?? null
}
