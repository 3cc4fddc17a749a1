import type { Pools } from '../../adapters.ts'
import type { Config } from '../../config/config.ts'
import type { Telemetry } from '../open-telemetry.ts'
import { startCounting } from './counts.ts'
import { startEmbeddedMetrics } from './embedded-metrics.ts'
import { type History, startHistory } from './history.ts'
import type { Metrics } from './metrics.ts'
import { startMetricsServer } from './metrics-server.ts'
import { readProcess } from './process-metrics.ts'

/**
 * Starts what the settings ask for: hooks and timers if there is any reader, `/metrics` on its port, lines for CloudWatch.
 * Everything is pushed on `opened`, which stops it.
 *
 * @returns the last minutes, or null when nobody reads metrics
 * @throws StartupError when `/metrics` cannot be served on its port
 */
export async function startMetrics(
  { metrics: wanted }: Pick<Config, 'metrics'>,
  { metrics, log, writeLine, ...pools }: Pools & Pick<Telemetry, 'log' | 'writeLine'> & { metrics: Metrics },
  opened: AsyncDisposableStack,
): Promise<History | null> {
  if (!wanted.on) return null
  readProcess(metrics, pools)
  opened.defer(startCounting({ db: pools.backgroundDb, log, metrics }))
  const history = startHistory(metrics)
  opened.defer(history.stop)
  if (wanted.embedded) opened.defer(startEmbeddedMetrics(metrics, wanted, writeLine))
  if (wanted.server) {
    const server = await startMetricsServer(metrics, wanted.server)
    opened.defer(server.close)
    log.info(`/metrics is on port ${server.port} of ${wanted.server.host}`)
  }
  return history
}
