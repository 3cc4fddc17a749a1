import { createCounter, createGauge, createHistogram } from './instruments.ts'

export type Metrics = ReturnType<typeof createMetrics>

/** Upper bounds of the buckets of durations, in seconds. */
export const durationBounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5] as const

/**
 * All metrics, each with a line of help. docs/operate.md says more, and a test checks that it describes every metric. Counting
 * costs an addition; hooks and timers are added only if somebody reads the metrics (start-metrics.ts).
 */
export function createMetrics() {
  return {
    requestDuration: createHistogram(
      {
        name: 'cruddur_http_request_duration_seconds',
        help: 'Time from the arrival of a request to the end of its reply, by route. Streams are not counted.',
        unit: 'seconds',
        labels: ['route', 'method', 'status'],
      },
      durationBounds,
    ),
    requestErrors: createCounter({
      name: 'cruddur_http_errors',
      help: 'Requests that were answered with 500: faults of the server, and not that it was busy or not ready.',
    }),
    requestsRunning: createGauge({
      name: 'cruddur_requests_running',
      help: 'Requests that are worked for, by lane.',
      labels: ['lane'],
    }),
    requestsWaiting: createGauge({
      name: 'cruddur_requests_waiting',
      help: 'Requests that wait to be worked for, by lane.',
      labels: ['lane'],
    }),
    requestsLimit: createGauge({
      name: 'cruddur_requests_limit',
      help: 'Requests that may be worked for at once, by lane. Infinite while shedding is off.',
      labels: ['lane'],
    }),
    requestsShed: createCounter({
      name: 'cruddur_requests_shed',
      help: 'Requests that were answered with 503 before any work, by lane.',
      labels: ['lane'],
    }),
    rateLimitRefusals: createCounter({
      name: 'cruddur_rate_limit_refusals',
      help: 'Requests that a limit refused with 429, by limit.',
      labels: ['limit'],
    }),
    databaseConnections: createGauge({
      name: 'cruddur_database_connections',
      help: 'Connections to PostgreSQL, by pool and state.',
      labels: ['pool', 'state'],
    }),
    databaseConnectionsMax: createGauge({
      name: 'cruddur_database_connections_max',
      help: 'Most connections of a pool.',
      labels: ['pool'],
    }),
    databaseWaiting: createGauge({
      name: 'cruddur_database_waiting',
      help: 'Statements and transactions that wait for a connection, by pool.',
      labels: ['pool'],
    }),
    eventLoopDelay: createGauge({
      name: 'cruddur_event_loop_delay_seconds',
      help: 'How late the event loop was in the last seconds: median, 99th percentile and greatest.',
      unit: 'seconds',
      labels: ['statistic'],
    }),
    eventLoopUtilization: createGauge({
      name: 'cruddur_event_loop_utilization_ratio',
      help: 'Share of the last seconds in which the event loop was busy.',
      unit: 'ratio',
    }),
    cpu: createCounter({ name: 'process_cpu_seconds', help: 'Processor time of this process.', unit: 'seconds' }),
    residentMemory: createGauge({
      name: 'process_resident_memory_bytes',
      help: 'Memory of this process, without what it shares or swapped out.',
      unit: 'bytes',
    }),
    heapUsed: createGauge({
      name: 'nodejs_heap_size_used_bytes',
      help: 'Memory of living JavaScript objects.',
      unit: 'bytes',
    }),
    externalMemory: createGauge({
      name: 'nodejs_external_memory_bytes',
      help: 'Memory of buffers outside the heap.',
      unit: 'bytes',
    }),
    startTime: createGauge({
      name: 'process_start_time_seconds',
      help: 'When this process started, in seconds since 1970.',
      unit: 'seconds',
    }),
    streamsOpen: createGauge({ name: 'cruddur_streams_open', help: 'Open streams of events.' }),
    notificationsWaiting: createGauge({
      name: 'cruddur_notifications_waiting',
      help: 'Notifications that nobody has read yet, at most 100,000 of which are counted.',
    }),
    notificationQueue: createGauge({
      name: 'cruddur_database_notification_queue_ratio',
      help: 'Filled share of the queue in which PostgreSQL keeps NOTIFY until every listener has read it.',
      unit: 'ratio',
    }),
    erasureLag: createGauge({
      name: 'cruddur_erasure_lag_seconds',
      help: 'Since when the oldest crud, message or piece of evidence is overdue that is still stored; 0 if none is.',
      unit: 'seconds',
    }),
    overdueRows: createGauge({
      name: 'cruddur_overdue_rows',
      help: 'Rows that have expired and are still stored, at most 10,000 of which are counted, by table.',
      labels: ['table'],
    }),
    rowsErased: createCounter({
      name: 'cruddur_rows_erased',
      help: 'Rows that this server has erased because they had expired, by table.',
      labels: ['table'],
    }),
    deathsAhead: createGauge({
      name: 'cruddur_deaths_ahead',
      help: 'Cruds and messages that will expire in each of the next 24 hours, at most 100,000 of which are counted of each kind.',
      labels: ['kind', 'hour'],
    }),
    countsAge: createGauge({
      name: 'cruddur_database_counts_age_seconds',
      help: 'Age of what is counted in the database: lag, overdue rows and notifications.',
      unit: 'seconds',
    }),
    mailsWaiting: createGauge({ name: 'cruddur_mails_waiting', help: 'E-mails that are being sent.' }),
    mails: createCounter({ name: 'cruddur_mails', help: 'E-mails by outcome: sent or failed.', labels: ['outcome'] }),
    build: createGauge(
      { name: 'cruddur_build', help: 'Which version runs, on which Node.js.', labels: ['version', 'node'] },
      'info',
    ),
  }
}
