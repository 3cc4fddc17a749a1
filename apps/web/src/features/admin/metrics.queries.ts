import { showMetrics } from '@cruddur/contract/admin/metrics'
import { call } from '../../client/call.ts'

/** As often as the server takes a sample. */
const intervalMs = 5_000

export const serverMetricsQuery = {
  queryKey: ['server-metrics'],
  queryFn: ({ signal }: { signal: AbortSignal }) => call(showMetrics, {}, { signal }),
  refetchInterval: intervalMs,
  staleTime: 0,
}
