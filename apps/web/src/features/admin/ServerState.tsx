import { useQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { CallError } from '../../client/call-error.ts'
import { lazyPart } from '../../parts/lazy-part.tsx'
import { FailureNotice } from '../../ui/FailureNotice.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { locale } from '../../words/language.ts'
import { words } from '../../words/words.ts'
import { formatAmount } from './amounts.ts'
import { charts } from './charts.ts'
import { DeathsChart } from './DeathsChart.tsx'
import { LineChart } from './LineChart.tsx'
import { serverMetricsQuery } from './metrics.queries.ts'
import { NumberTable } from './Numbers.tsx'

const admin = words.admin
const since = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
const inSeconds = (seconds: number | null) => formatAmount(seconds, 'seconds')
const asCount = (count: number) => formatAmount(count, 'count')

const Limits = lazyPart(async () => (await import('./Limits.tsx')).Limits)

/** How the server is doing, renewed every few seconds. */
export function ServerState() {
  const query = useQuery(serverMetricsQuery)
  const { data, error } = query
  if (error instanceof CallError && error.codes.includes('generic_403')) {
    return (
      <Notice heading={admin.forModerators}>
        <p>{admin.forModeratorsWords}</p>
      </Notice>
    )
  }
  if (!data && error) return <FailureNotice error={error} onRetry={() => query.refetch()} />
  if (!data) return <p className="admin-note">{admin.asking}</p>
  return (
    <div className="admin">
      <p className="admin-note">
        {admin.state(data.version, since.format(new Date(data.started_at)))} {error && admin.noAnswer}
      </p>
      {data.samples.length === 0 && <p className="admin-note">{admin.firstNumbers}</p>}
      <h2>{admin.lastMinutes}</h2>
      <div className="charts">
        {charts.map((chart) => (
          <LineChart key={chart.title} chart={chart} samples={data.samples} />
        ))}
        <DeathsChart deaths={data.deaths_ahead} />
      </div>
      <h2>{admin.connections}</h2>
      <NumberTable
        caption={admin.connectionsCaption}
        heads={[admin.pool, admin.inUse, admin.idle, admin.waiting, admin.most]}
        rows={data.pools.map(({ pool, in_use, idle, waiting, max }) => [
          pool,
          ...[in_use, idle, waiting, max].map(asCount),
        ])}
      />
      <h2>{admin.routes}</h2>
      <NumberTable
        caption={admin.routesCaption}
        heads={[admin.route, admin.requests, admin.errors, admin.median, admin.percentile99]}
        rows={data.routes.map(({ method, route, requests, errors, duration_p50_seconds, duration_p99_seconds }) => [
          `${method} ${route}`,
          asCount(requests),
          asCount(errors),
          inSeconds(duration_p50_seconds),
          inSeconds(duration_p99_seconds),
        ])}
      />
      <h2>{admin.tables}</h2>
      <NumberTable
        caption={admin.tables}
        heads={[admin.table, admin.overdue, admin.erasedSinceStart]}
        rows={data.tables.map(({ table, overdue, erased }) => [table, asCount(overdue), asCount(erased)])}
      />
      <Suspense>
        <Limits limits={data.limits} />
      </Suspense>
    </div>
  )
}
