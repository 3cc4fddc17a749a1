import type { Distribution } from './instruments.ts'
import { durationBounds, type Metrics } from './metrics.ts'

/** CloudWatch takes so many values of a metric in one line. */
const mostValues = 100

type Counts = readonly number[]

/**
 * Tells how long requests of each route took since the last call: lines in CloudWatch's embedded metric format, from which it
 * works out any percentile. The metric's name is `RouteDuration`; its dimensions are `Service`, `Route` and `Status`.
 *
 * A line has room for 100 values. So each stands for its bucket, by the middle of it, and if there were more requests, for several
 * of them: percentiles are as exact as the buckets, and `Count` in the line is the number of requests.
 */
export function createRouteLines(
  { requestDuration }: Pick<Metrics, 'requestDuration'>,
  namespace: string,
  service: string,
): () => string[] {
  let before = new Map<string, Counts>()
  return () => {
    const after = new Map<string, Counts>()
    const lines: string[] = []
    for (const { values, value } of requestDuration.read()) {
      const [route = '', method = '', status = ''] = values
      const key = values.join(' ')
      after.set(key, [...value.counts])
      const counts = value.counts.map((count, bucket) => count - (before.get(key)?.[bucket] ?? 0))
      if (counts.some((count) => count > 0))
        lines.push(formatRoute(counts, { namespace, Service: service, Route: `${method} ${route}`, Status: status }))
    }
    before = after
    return lines
  }
}

function formatRoute(counts: Distribution['counts'], { namespace, ...dimensions }: Record<string, string>): string {
  return JSON.stringify({
    _aws: {
      Timestamp: Date.now(),
      CloudWatchMetrics: [
        {
          Namespace: namespace,
          Dimensions: [Object.keys(dimensions)],
          Metrics: [{ Name: 'RouteDuration', Unit: 'Seconds' }],
        },
      ],
    },
    ...dimensions,
    Count: counts.reduce((sum, count) => sum + count, 0),
    RouteDuration: valuesOf(counts),
  })
}

/** At most `mostValues` values, distributed as the counts are. Every bucket with a request has one at least. */
export function valuesOf(counts: Counts): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0)
  // Rounding up adds less than one value a bucket.
  const share = Math.min(1, (mostValues - counts.length) / total)
  return counts.flatMap((count, bucket) => new Array<number>(Math.ceil(count * share)).fill(middleOf(bucket)))
}

/** Of the last bucket, which has no end, the bound below it. */
function middleOf(bucket: number): number {
  const lower = durationBounds[bucket - 1] ?? 0
  const upper = durationBounds[bucket] ?? lower
  return (lower + upper) / 2
}
