import type { MetricsSample } from '@cruddur/contract/admin/metrics'
import { words } from '../../words/words.ts'
import type { Unit } from './amounts.ts'

type Line = { words: string; read: (sample: MetricsSample) => number | null }
export type Chart = { title: string; unit: Unit; lines: readonly [Line, ...Line[]] }

const { charts: titles, lines } = words.admin

const bytesPerMiB = 1_048_576

/** The charts of the page, what matters most first. docs/operate.md says what is normal. */
export const charts: readonly Chart[] = [
  {
    title: titles.erasureLag,
    unit: 'seconds',
    lines: [{ words: lines.lag, read: (sample) => sample.erasure_lag_seconds }],
  },
  {
    title: titles.overdueRows,
    unit: 'count',
    lines: [{ words: lines.overdue, read: (sample) => sample.overdue_rows }],
  },
  {
    title: titles.rowsErased,
    unit: 'per second',
    lines: [{ words: lines.erased, read: (sample) => sample.erased_per_second }],
  },
  {
    title: titles.requests,
    unit: 'per second',
    lines: [{ words: lines.requests, read: (sample) => sample.requests_per_second }],
  },
  {
    title: titles.notServed,
    unit: 'per second',
    lines: [
      { words: lines.errors, read: (sample) => sample.errors_per_second },
      { words: lines.shed, read: (sample) => sample.shed_per_second },
      { words: lines.refused, read: (sample) => sample.refused_per_second },
    ],
  },
  {
    title: titles.durations,
    unit: 'seconds',
    lines: [
      { words: lines.median, read: (sample) => sample.duration_p50_seconds },
      { words: lines.percentile99, read: (sample) => sample.duration_p99_seconds },
    ],
  },
  {
    title: titles.requestsAtOnce,
    unit: 'count',
    lines: [
      { words: lines.running, read: (sample) => sample.requests_running },
      { words: lines.waiting, read: (sample) => sample.requests_waiting },
    ],
  },
  {
    title: titles.databaseConnections,
    unit: 'count',
    lines: [
      { words: lines.inUse, read: (sample) => sample.connections_in_use },
      { words: lines.waitedFor, read: (sample) => sample.connections_waiting },
    ],
  },
  {
    title: titles.streamsOpen,
    unit: 'count',
    lines: [{ words: lines.streams, read: (sample) => sample.streams_open }],
  },
  {
    title: titles.eventLoopDelay,
    unit: 'seconds',
    lines: [{ words: lines.percentile99, read: (sample) => sample.event_loop_p99_seconds }],
  },
  {
    title: titles.processor,
    unit: 'share',
    lines: [
      { words: lines.ofOneCore, read: (sample) => sample.cpu },
      { words: lines.eventLoopBusy, read: (sample) => sample.event_loop_utilization },
    ],
  },
  {
    title: titles.memory,
    unit: 'MiB',
    lines: [{ words: lines.resident, read: (sample) => sample.resident_bytes / bytesPerMiB }],
  },
  {
    title: titles.waiting,
    unit: 'count',
    lines: [
      { words: lines.unread, read: (sample) => sample.notifications_waiting },
      { words: lines.emails, read: (sample) => sample.mails_waiting },
    ],
  },
]
