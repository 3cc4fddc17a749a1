import { z } from 'zod/mini'
import { Instant } from '../activities.ts'
import { endpoint } from '../endpoint.ts'

/** Rates and durations of the seconds before `at`, and values of that moment. Durations are null when nobody asked. */
export const MetricsSample = z.object({
  at: Instant,
  requests_per_second: z.number(),
  errors_per_second: z.number(),
  shed_per_second: z.number(),
  refused_per_second: z.number(),
  duration_p50_seconds: z.nullable(z.number()),
  duration_p99_seconds: z.nullable(z.number()),
  requests_running: z.number(),
  requests_waiting: z.number(),
  connections_in_use: z.number(),
  connections_waiting: z.number(),
  event_loop_p99_seconds: z.number(),
  event_loop_utilization: z.number(),
  /** Processor cores in use. */
  cpu: z.number(),
  resident_bytes: z.number(),
  streams_open: z.number(),
  mails_waiting: z.number(),
  erased_per_second: z.number(),
  erasure_lag_seconds: z.number(),
  overdue_rows: z.number(),
  notifications_waiting: z.number(),
})
export type MetricsSample = z.infer<typeof MetricsSample>

/** A route since the server started. */
export const RouteMetrics = z.object({
  route: z.string(),
  method: z.string(),
  requests: z.number(),
  errors: z.number(),
  duration_p50_seconds: z.nullable(z.number()),
  duration_p99_seconds: z.nullable(z.number()),
})
export type RouteMetrics = z.infer<typeof RouteMetrics>

export const limitNames = [
  'address',
  'person',
  'seldom',
  'signUpsFromAddress',
  'signInsFromAddress',
  'signInsOfAccount',
  'codesFromAddress',
  'codesOfAccount',
  'codesOfAccountPerDay',
  'emailsFromAddress',
  'emailsToAccount',
] as const

export const ServerMetrics = z.object({
  version: z.string(),
  started_at: Instant,
  /** The oldest first, one every few seconds. */
  samples: z.array(MetricsSample),
  /** The busiest first. */
  routes: z.array(RouteMetrics),
  pools: z.array(
    z.object({ pool: z.string(), in_use: z.number(), idle: z.number(), waiting: z.number(), max: z.number() }),
  ),
  /** `erased` by this server since it started; `overdue` at the last count. */
  tables: z.array(z.object({ table: z.string(), overdue: z.number(), erased: z.number() })),
  /** How often requests may come, from one address or for one account: at most `max` in `seconds`. */
  limits: z.array(z.object({ name: z.enum(limitNames), max: z.number(), seconds: z.number() })),
  /** What expires in each of the next 24 hours. Hour 1 begins now. */
  deaths_ahead: z.array(z.object({ hour: z.number(), cruds: z.number(), messages: z.number() })),
})
export type ServerMetrics = z.infer<typeof ServerMetrics>

export const showMetrics = endpoint({
  method: 'GET',
  path: '/api/admin/metrics',
  summary: 'How the server that answers is doing. For moderators only.',
  caller: 'member',
  // Numbers of what lives and of what is overdue, and nothing that it says.
  holdsCruds: false,
  reply: ServerMetrics,
  errors: ['generic_403'],
})
