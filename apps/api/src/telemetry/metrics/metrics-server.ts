import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { StartupError } from '@cruddur/storage/startup-error'
import type { Metrics } from './metrics.ts'
import { formatOpenMetrics, openMetricsType } from './open-metrics.ts'

/** Milliseconds within which a scraper must have sent its request. */
const requestTimeoutMs = 5_000
/** Scrapers are few. */
const maxConnections = 20

/**
 * Serves `/metrics` and nothing else, on a port that the public does not reach.
 *
 * @returns the port, and a function that closes the server
 * @throws StartupError when it cannot listen there
 */
export async function startMetricsServer(
  metrics: Metrics,
  { host, port }: { host: string; port: number },
): Promise<{ port: number; close(): Promise<void> }> {
  const server = createServer({ requestTimeout: requestTimeoutMs }, (request, response) =>
    answer(metrics, request, response),
  )
  server.maxConnections = maxConnections
  server.listen(port, host)
  try {
    await once(server, 'listening')
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const problem = code === 'EADDRINUSE' ? 'is in use' : `cannot be used: ${message}`
    throw new StartupError('METRICS_PORT', `${host}:${port} ${problem}`, { cause: error })
  }
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function answer(metrics: Metrics, { method = '', url = '' }: IncomingMessage, response: ServerResponse): void {
  if (url.split('?')[0] !== '/metrics') return void response.writeHead(404).end('only /metrics is here\n')
  if (method !== 'GET' && method !== 'HEAD') return void response.writeHead(405, { allow: 'GET, HEAD' }).end()
  const text = formatOpenMetrics(Object.values(metrics))
  response.writeHead(200, { 'content-type': openMetricsType, 'cache-control': 'no-store' })
  response.end(method === 'HEAD' ? undefined : text)
}
