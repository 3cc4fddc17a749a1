import { createRouteLines } from './embedded-routes.ts'
import type { Metrics } from './metrics.ts'
import { createSampler, type Sample } from './sampler.ts'

/** CloudWatch keeps metrics by the minute. */
const intervalMs = 60_000
const namespace = 'Cruddur'
/** Seconds. What was counted longer ago says nothing of now, and a lag that stands still would silence its alarm. */
const freshCounts = 120

/** How old what was counted in the database is, and whether it still says something. */
export type CountsAge = { seconds: number | null; fresh: boolean }
type Embedded = Sample & { counts: CountsAge }

type Unit = 'Count' | 'Count/Second' | 'Seconds' | 'Bytes' | 'Percent' | 'None'

/** The metrics for CloudWatch, where each one costs money. Routes have lines of their own, if they are wanted. */
const definitions: Record<string, { unit: Unit; read: (sample: Embedded) => number | null }> = {
  Requests: { unit: 'Count/Second', read: (sample) => sample.requests_per_second },
  Errors: { unit: 'Count/Second', read: (sample) => sample.errors_per_second },
  Shed: { unit: 'Count/Second', read: (sample) => sample.shed_per_second },
  RateLimitRefusals: { unit: 'Count/Second', read: (sample) => sample.refused_per_second },
  DurationP50: { unit: 'Seconds', read: (sample) => sample.duration_p50_seconds },
  DurationP99: { unit: 'Seconds', read: (sample) => sample.duration_p99_seconds },
  ConnectionsInUse: { unit: 'Count', read: (sample) => sample.connections_in_use },
  ConnectionsWaiting: { unit: 'Count', read: (sample) => sample.connections_waiting },
  EventLoopP99: { unit: 'Seconds', read: (sample) => sample.event_loop_p99_seconds },
  EventLoopUtilization: { unit: 'Percent', read: (sample) => sample.event_loop_utilization * 100 },
  ResidentMemory: { unit: 'Bytes', read: (sample) => sample.resident_bytes },
  StreamsOpen: { unit: 'Count', read: (sample) => sample.streams_open },
  NotificationsWaiting: { unit: 'Count', read: (sample) => sample.notifications_waiting },
  MailsWaiting: { unit: 'Count', read: (sample) => sample.mails_waiting },
  RowsErased: { unit: 'Count/Second', read: (sample) => sample.erased_per_second },
  ErasureLag: { unit: 'Seconds', read: ({ counts, erasure_lag_seconds: lag }) => (counts.fresh ? lag : null) },
  OverdueRows: { unit: 'Count', read: ({ counts, overdue_rows: rows }) => (counts.fresh ? rows : null) },
  DeathsNextHour: { unit: 'Count', read: (sample) => sample.deaths_next_hour },
  DeathsNextDay: { unit: 'Count', read: (sample) => sample.deaths_next_day },
  CountsAge: { unit: 'Seconds', read: ({ counts }) => counts.seconds },
}

/** Names of the metrics in CloudWatch. */
export const embeddedMetricNames = Object.keys(definitions)

/** Counts that never succeeded are as old as the server, and never fresh. */
export function countsAgeOf({ countsAge, erasureLag }: Pick<Metrics, 'countsAge' | 'erasureLag'>): CountsAge {
  const seconds = countsAge.read()[0]?.value ?? null
  return { seconds, fresh: seconds !== null && seconds <= freshCounts && erasureLag.read().length > 0 }
}

/**
 * One line in CloudWatch's embedded metric format
 * (https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html).
 * Metrics without a value are left out.
 *
 * @param service value of the dimension `Service`, which keeps the stages of one account apart
 */
export function formatEmbedded(sample: Sample, counts: CountsAge, service: string): string {
  const values = Object.entries(definitions).flatMap(([name, { unit, read }]) => {
    const value = read({ ...sample, counts })
    return value === null ? [] : [{ name, unit, value: Number(value.toPrecision(6)) }]
  })
  const metrics = values.map(({ name, unit }) => ({ Name: name, Unit: unit }))
  return JSON.stringify({
    _aws: {
      Timestamp: Date.parse(sample.at),
      CloudWatchMetrics: [{ Namespace: namespace, Dimensions: [['Service']], Metrics: metrics }],
    },
    Service: service,
    // No metric, because each would cost money: for queries of the log. The first number is that of the hour that begins now.
    DeathsAhead: sample.deaths_by_hour,
    ...Object.fromEntries(values.map(({ name, value }) => [name, value])),
  })
}

/**
 * Writes a line each minute, for a log driver that takes stdout to CloudWatch; with `routes`, one more for each route that was
 * asked.
 *
 * @returns a function that stops it, with a last line about the time since the one before
 */
export function startEmbeddedMetrics(
  metrics: Metrics,
  { service, routes }: { service: string; routes: boolean },
  write: (line: string) => void,
): () => void {
  const sampler = createSampler(metrics)
  const routeLines = createRouteLines(metrics, namespace, service)
  const tell = () => {
    write(`${formatEmbedded(sampler.take(), countsAgeOf(metrics), service)}\n`)
    if (routes) for (const line of routeLines()) write(`${line}\n`)
  }
  const timer = setInterval(tell, intervalMs).unref()
  return () => {
    clearInterval(timer)
    tell()
    sampler.stop()
  }
}
