import { resolve } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { type Adapters, openAdapters } from './adapters.ts'
import { buildApp } from './app.ts'
import type { Config } from './config/config.ts'
import { listeningProblem } from './config/listening.ts'
import { listenOn } from './http/listen.ts'
import { startDestroyingKeys } from './keys/destroy-keys.ts'
import { startSealingPlainCruds } from './keys/seal-plain-cruds.ts'
import { readCommit } from './process/read-commit.ts'
import { createPushKeys } from './push/push-keys.ts'
import { startPush } from './push/start-push.ts'
import { startWritingReceipts } from './receipts/append-receipts.ts'
import { openReceiptKey } from './receipts/receipt-key.ts'
import { createBacklog } from './retention/backlog.ts'
import { startDiskSweep } from './retention/disk-sweep.ts'
import { startErasure } from './retention/erasure.ts'
import { createMetrics } from './telemetry/metrics/metrics.ts'
import { startMetrics } from './telemetry/metrics/start-metrics.ts'
import { openTelemetry } from './telemetry/open-telemetry.ts'

export type Server = Adapters & {
  config: Config
  /** The address that it listens on, such as `http://127.0.0.1:4567`. */
  address: string
  /** Lets running requests finish, at most for SHUTDOWN_TIMEOUT_MS, and closes everything. */
  close(): Promise<void>
}

const webRoot = resolve(import.meta.dirname, '../../web/dist')

/**
 * Starts the whole server.
 *
 * @throws StartupError for a problem that the operator can solve; nothing is left running
 */
export async function startServer(config: Config): Promise<Server> {
  await using opened = new AsyncDisposableStack()
  const metrics = createMetrics()
  const telemetry = { ...(await openTelemetry(config.telemetry, opened)), metrics }
  const { log, tracing } = telemetry
  for (const notice of config.notices) log.warn(notice)
  const adapters = await openAdapters(config, log, opened, telemetry)
  const backlog = createBacklog()
  const erasurePorts = { ...adapters, db: adapters.backgroundDb, log, metrics, tracing }
  opened.defer(startErasure(config, erasurePorts, backlog.onErased))
  const signer = await openReceiptKey(config.receiptKey)
  opened.defer(startDestroyingKeys({ ...adapters, db: adapters.backgroundDb, log }))
  opened.defer(startWritingReceipts({ ...adapters, db: adapters.backgroundDb, log }, signer))
  opened.defer(startSealingPlainCruds({ ...adapters, db: adapters.backgroundDb, log }))
  opened.defer(startDiskSweep({ db: adapters.backgroundDb, log, intervalMs: config.diskSweepInterval }))
  const history = await startMetrics(config, { ...adapters, ...telemetry }, opened)
  const commit = await readCommit(config.proof.release)
  const hasBacklog = backlog.isThere
  const app = await buildApp(config, { ...adapters, ...telemetry, history, webRoot, commit, hasBacklog })
  let close = async (): Promise<void> => app.close()
  opened.defer(() => closeApp(app, close, config.limits.shutdown))
  await backlog.waitForSmallOne(log)
  try {
    close = await listenOn(app, config)
  } catch (error) {
    throw listeningProblem(error, config.host, config.port)
  }
  const { backgroundDb } = adapters
  const contact = config.frontendUrl.startsWith('https:') ? config.frontendUrl : undefined
  const pushKeys = createPushKeys(backgroundDb, contact)
  opened.defer(startPush({ ...adapters, db: backgroundDb, pushKeys, services: config.pushServices, log }))
  const running = opened.move()
  const address = `http://${hostOf(config)}:${config.port}`
  return { ...adapters, config, address, close: () => running.disposeAsync() }
}

const hostOf = ({ host }: Config) => (host.includes(':') ? `[${host}]` : host)

/** Stops accepting requests, lets running ones finish, and cuts off those that take longer than `limitMs`. */
async function closeApp(app: FastifyInstance, close: () => Promise<void>, limitMs: number): Promise<void> {
  const cutOff = setTimeout(() => app.server.closeAllConnections(), limitMs)
  // Otherwise a connection whose last request finishes now would be kept alive for the next.
  const idleSweep = setInterval(() => app.server.closeIdleConnections(), 50)
  await close()
  clearTimeout(cutOff)
  clearInterval(idleSweep)
}
