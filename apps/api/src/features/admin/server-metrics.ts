import { limitNames, type RouteMetrics, type ServerMetrics } from '@cruddur/contract/admin/metrics'
import type { History } from '../../telemetry/metrics/history.ts'
import { type Numbers, quantile } from '../../telemetry/metrics/instruments.ts'
import { durationBounds, type Metrics } from '../../telemetry/metrics/metrics.ts'

export type Limits = Readonly<Record<ServerMetrics['limits'][number]['name'], { max: number; window: number }>>

/** `limits` as the settings give them, in milliseconds. */
export type MetricsSource = { metrics: Metrics; history: History | null; limits: Limits }

/** The numbers of the moderators' page. Needs no query. */
export function serverMetrics({ metrics, history, limits }: MetricsSource): ServerMetrics {
  return {
    version: metrics.build.read()[0]?.values[0] ?? '',
    started_at: new Date(performance.timeOrigin).toISOString(),
    samples: [...(history?.samples() ?? [])],
    routes: routesOf(metrics),
    pools: metrics.databaseConnectionsMax.read().map(({ values: [pool = ''], value: max }) => {
      const of = (state: string) => numberOf(metrics.databaseConnections.read(), pool, state)
      return {
        pool,
        max,
        in_use: of('in_use'),
        idle: of('idle'),
        waiting: numberOf(metrics.databaseWaiting.read(), pool),
      }
    }),
    tables: tablesOf(metrics),
    limits: limitNames.map((name) => ({ name, max: limits[name].max, seconds: limits[name].window / 1000 })),
    deaths_ahead: deathsOf(metrics.deathsAhead.read()),
  }
}

function numberOf(numbers: Numbers, ...labels: string[]): number {
  return numbers.find(({ values }) => values.join(' ') === labels.join(' '))?.value ?? 0
}

function routesOf({ requestDuration }: Metrics): RouteMetrics[] {
  const groups = Map.groupBy(requestDuration.read(), ({ values: [route = '', method = ''] }) => `${method} ${route}`)
  const routes = [...groups.values()].map((series): RouteMetrics => {
    const [route = '', method = ''] = series[0]?.values ?? []
    const counts = durationBounds.map(() => 0).concat(0)
    let errors = 0
    for (const { values, value } of series) {
      for (const [bucket, count] of value.counts.entries()) {
        counts[bucket] = (counts[bucket] ?? 0) + count
        if (values[2] === '5xx') errors += count
      }
    }
    return {
      route,
      method,
      requests: counts.reduce((sum, count) => sum + count, 0),
      errors,
      duration_p50_seconds: quantile(counts, durationBounds, 0.5),
      duration_p99_seconds: quantile(counts, durationBounds, 0.99),
    }
  })
  return routes.sort((one, other) => other.requests - one.requests)
}

function tablesOf({ overdueRows, rowsErased }: Metrics): ServerMetrics['tables'] {
  const [overdue, erased] = [overdueRows.read(), rowsErased.read()]
  const names = new Set([...overdue, ...erased].map(({ values: [table = ''] }) => table))
  return [...names].map((table) => ({ table, overdue: numberOf(overdue, table), erased: numberOf(erased, table) }))
}

function deathsOf(deaths: Numbers): ServerMetrics['deaths_ahead'] {
  const hours = [...new Set(deaths.map(({ values }) => Number(values[1])))].sort((one, other) => one - other)
  return hours.map((hour) => ({
    hour,
    cruds: numberOf(deaths, 'crud', String(hour)),
    messages: numberOf(deaths, 'message', String(hour)),
  }))
}
