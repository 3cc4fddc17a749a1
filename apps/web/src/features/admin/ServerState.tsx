import { useQuery } from '@tanstack/react-query'
import { CallError } from '../../client/call-error.ts'
import { FailureNotice } from '../../ui/FailureNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { locale } from '../../words/language.ts'
import { formatAmount } from './amounts.ts'
import { charts } from './charts.ts'
import { DeathsChart } from './DeathsChart.tsx'
import { LineChart } from './LineChart.tsx'
import { serverMetricsQuery } from './metrics.queries.ts'
import { NumberTable } from './Numbers.tsx'

const since = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
const inSeconds = (seconds: number | null) => formatAmount(seconds, 'seconds')
const asCount = (count: number) => formatAmount(count, 'count')

/** How the server is doing, renewed every few seconds. */
export function ServerState() {
  const query = useQuery(serverMetricsQuery)
  const { data, error } = query
  if (error instanceof CallError && error.codes.includes('generic_403')) {
    return (
      <Notice heading="For moderators">
        <p>Moderators see here how the server is doing.</p>
      </Notice>
    )
  }
  if (!data && error) return <FailureNotice error={error} onRetry={() => query.refetch()} />
  if (!data) return <p className="admin-note">Asking the server…</p>
  return (
    <div className="admin">
      <p className="admin-note">
        Version {data.version}, up since {since.format(new Date(data.started_at))}. If there are several servers, this
        is the one that answered. {error ? 'It does not answer now.' : ''}
      </p>
      {data.samples.length === 0 && <p className="admin-note">The first numbers come after five seconds.</p>}
      <h2>The last 15 minutes</h2>
      <div className="charts">
        {charts.map((chart) => (
          <LineChart key={chart.title} chart={chart} samples={data.samples} />
        ))}
        <DeathsChart deaths={data.deaths_ahead} />
      </div>
      <h2>Connections</h2>
      <NumberTable
        caption="Connections to the database by pool"
        heads={['Pool', 'In use', 'Idle', 'Waiting', 'Most']}
        rows={data.pools.map(({ pool, in_use, idle, waiting, max }) => [
          pool,
          ...[in_use, idle, waiting, max].map(asCount),
        ])}
      />
      <h2>Routes since the start</h2>
      <NumberTable
        caption="Routes since the start, the busiest first"
        heads={['Route', 'Requests', 'Errors', 'Median', '99 %']}
        rows={data.routes.map(({ method, route, requests, errors, duration_p50_seconds, duration_p99_seconds }) => [
          `${method} ${route}`,
          asCount(requests),
          asCount(errors),
          inSeconds(duration_p50_seconds),
          inSeconds(duration_p99_seconds),
        ])}
      />
      <h2>Tables that forget</h2>
      <NumberTable
        caption="Tables that forget"
        heads={['Table', 'Overdue', 'Erased since the start']}
        rows={data.tables.map(({ table, overdue, erased }) => [table, asCount(overdue), asCount(erased)])}
      />
    </div>
  )
}
