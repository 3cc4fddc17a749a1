import type { Metrics } from './metrics.ts'
import { watchEventLoop } from './process-metrics.ts'
import { durationsBetween, sumOf, totalsOf } from './totals.ts'

export type Sample = ReturnType<ReturnType<typeof createSampler>['take']>

/** Takes samples: rates and durations of the time since the sample before, and values of now. */
export function createSampler(metrics: Metrics) {
  const loop = watchEventLoop(metrics)
  let before = totalsOf(metrics)
  let takenAt = performance.now()

  function take() {
    const now = performance.now()
    const seconds = Math.max((now - takenAt) / 1_000, 0.001)
    const after = totalsOf(metrics)
    const durations = durationsBetween(before, after)
    const rate = (name: 'requests' | 'errors' | 'shed' | 'refused' | 'erased' | 'cpuSeconds') =>
      (after[name] - before[name]) / seconds
    const { p99: eventLoopP99, utilization } = loop.look()
    const inState = (state: string) =>
      sumOf(metrics.databaseConnections.read().filter(({ values }) => values[1] === state))
    const deaths = deathsByHour(metrics)
    const sample = {
      at: new Date().toISOString(),
      requests_per_second: rate('requests'),
      errors_per_second: rate('errors'),
      shed_per_second: rate('shed'),
      refused_per_second: rate('refused'),
      duration_p50_seconds: durations.p50,
      duration_p99_seconds: durations.p99,
      requests_running: sumOf(metrics.requestsRunning.read()),
      requests_waiting: sumOf(metrics.requestsWaiting.read()),
      connections_in_use: inState('in_use'),
      connections_waiting: sumOf(metrics.databaseWaiting.read()),
      event_loop_p99_seconds: eventLoopP99,
      event_loop_utilization: utilization,
      cpu: rate('cpuSeconds'),
      resident_bytes: sumOf(metrics.residentMemory.read()),
      streams_open: sumOf(metrics.streamsOpen.read()),
      mails_waiting: sumOf(metrics.mailsWaiting.read()),
      erased_per_second: rate('erased'),
      erasure_lag_seconds: sumOf(metrics.erasureLag.read()),
      overdue_rows: sumOf(metrics.overdueRows.read()),
      deaths_by_hour: deaths,
      deaths_next_hour: deaths[0] ?? null,
      deaths_next_day: deaths.length > 0 ? deaths.reduce((sum, count) => sum + count, 0) : null,
      notifications_waiting: sumOf(metrics.notificationsWaiting.read()),
    }
    before = after
    takenAt = now
    return sample
  }

  return { take, stop: loop.stop }
}

/** Cruds and messages that expire in each of the next hours; empty if they were never counted. */
function deathsByHour({ deathsAhead }: Metrics): number[] {
  const deaths: number[] = []
  for (const { values, value } of deathsAhead.read()) {
    const index = Number(values[1]) - 1
    deaths[index] = (deaths[index] ?? 0) + value
  }
  return deaths
}
