import { openAdapters } from '../apps/api/src/adapters.ts'
import { buildApp } from '../apps/api/src/app.ts'
import { parseConfig } from '../apps/api/src/config/config.ts'
import { createTokens } from '../apps/api/src/features/identity/embedded/tokens/tokens.ts'
import { listenOn } from '../apps/api/src/http/listen.ts'
import { startErasure } from '../apps/api/src/retention/erasure.ts'
import { createMetrics } from '../apps/api/src/telemetry/metrics/metrics.ts'
import { startMetrics } from '../apps/api/src/telemetry/metrics/start-metrics.ts'
import { openTelemetry } from '../apps/api/src/telemetry/open-telemetry.ts'
import { writeTestShell } from '../apps/api/src/testing/test-shell.ts'
import { addBenchRoutes } from './bench-routes.ts'
import { sealAll } from './seal-all.ts'
import { recordStatements } from './statements.ts'

const unlimited = Object.fromEntries(['ADDRESS', 'PERSON'].map((whose) => [`RATE_LIMIT_${whose}`, '100000000/1min']))

/** The real server without the web app, with rate limits that a benchmark does not reach. Its argument is the settings. */
const config = parseConfig({
  ...unlimited,
  LOG_LEVEL: 'error',
  ...JSON.parse(process.argv[2] as string),
  // The load generator names the address of each client in a header.
  TRUST_PROXY: '127.0.0.1',
})
const opened = new AsyncDisposableStack()
const metrics = createMetrics()
const { log, writeLine, tracing, errorReports } = await openTelemetry(config.telemetry, opened)
const adapters = await openAdapters(config, log, opened, { metrics, tracing })
await sealAll(adapters.backgroundDb, adapters.keys)
const tokens = createTokens({ db: adapters.db, issuer: config.backendUrl })
opened.defer(startErasure(config, { ...adapters, log, metrics, tracing }))
const history = await startMetrics(config, { ...adapters, log, writeLine, metrics }, opened)
const app = await buildApp(config, {
  ...adapters,
  log,
  metrics,
  history,
  tracing,
  errorReports,
  webRoot: await writeTestShell(config.dataDir),
})
addBenchRoutes(app)
let close = async (): Promise<void> => app.close()
opened.defer(() => close())

let recording: ReturnType<typeof recordStatements> | undefined

type Question = { tokenOf?: string; memory?: true; cpu?: true; record?: 'begin' | 'end' }
process.on('message', async (question: Question) => {
  if (question.record === 'begin') {
    recording = recordStatements()
    process.send?.({})
  } else if (question.record === 'end') {
    process.send?.(recording?.() ?? {})
  } else if (question.tokenOf) {
    const sub = question.tokenOf
    process.send?.({ token: await tokens.issue({ sub, sessionId: sub, signedInAt: new Date() }) })
  } else if (question.cpu) {
    const { user, system } = process.cpuUsage()
    process.send?.({ microseconds: user + system })
  } else if (question.memory) {
    for (let round = 0; round < 3; round++) globalThis.gc?.()
    process.send?.(process.memoryUsage())
  }
})
process.on('disconnect', async () => {
  await opened.disposeAsync()
  process.exit()
})
close = await listenOn(app, { host: '127.0.0.1', port: 0 })
process.send?.({ address: app.listeningOrigin })
