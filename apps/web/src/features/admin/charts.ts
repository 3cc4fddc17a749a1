import type { MetricsSample } from '@cruddur/contract/admin/metrics'
import type { Unit } from './amounts.ts'

type Line = { words: string; read: (sample: MetricsSample) => number | null }
export type Chart = { title: string; unit: Unit; lines: readonly [Line, ...Line[]] }

const bytesPerMiB = 1_048_576

/** The charts of the page, what matters most first. docs/operate.md says what is normal. */
export const charts: readonly Chart[] = [
  { title: 'Erasure lag', unit: 'seconds', lines: [{ words: 'Lag', read: (sample) => sample.erasure_lag_seconds }] },
  { title: 'Overdue rows', unit: 'count', lines: [{ words: 'Overdue', read: (sample) => sample.overdue_rows }] },
  {
    title: 'Rows erased',
    unit: 'per second',
    lines: [{ words: 'Erased', read: (sample) => sample.erased_per_second }],
  },
  {
    title: 'Requests',
    unit: 'per second',
    lines: [{ words: 'Requests', read: (sample) => sample.requests_per_second }],
  },
  {
    title: 'Not served',
    unit: 'per second',
    lines: [
      { words: 'Errors', read: (sample) => sample.errors_per_second },
      { words: 'Shed', read: (sample) => sample.shed_per_second },
      { words: 'Refused by limits', read: (sample) => sample.refused_per_second },
    ],
  },
  {
    title: 'Durations',
    unit: 'seconds',
    lines: [
      { words: 'Median', read: (sample) => sample.duration_p50_seconds },
      { words: '99th percentile', read: (sample) => sample.duration_p99_seconds },
    ],
  },
  {
    title: 'Requests at once',
    unit: 'count',
    lines: [
      { words: 'Running', read: (sample) => sample.requests_running },
      { words: 'Waiting', read: (sample) => sample.requests_waiting },
    ],
  },
  {
    title: 'Database connections',
    unit: 'count',
    lines: [
      { words: 'In use', read: (sample) => sample.connections_in_use },
      { words: 'Waited for', read: (sample) => sample.connections_waiting },
    ],
  },
  { title: 'Streams open', unit: 'count', lines: [{ words: 'Streams', read: (sample) => sample.streams_open }] },
  {
    title: 'Event loop delay',
    unit: 'seconds',
    lines: [{ words: '99th percentile', read: (sample) => sample.event_loop_p99_seconds }],
  },
  {
    title: 'Processor',
    unit: 'share',
    lines: [
      { words: 'Of one core', read: (sample) => sample.cpu },
      { words: 'Event loop busy', read: (sample) => sample.event_loop_utilization },
    ],
  },
  {
    title: 'Memory',
    unit: 'MiB',
    lines: [{ words: 'Resident', read: (sample) => sample.resident_bytes / bytesPerMiB }],
  },
  {
    title: 'Waiting',
    unit: 'count',
    lines: [
      { words: 'Unread notifications', read: (sample) => sample.notifications_waiting },
      { words: 'E-mails', read: (sample) => sample.mails_waiting },
    ],
  },
]
