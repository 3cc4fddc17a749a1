import { otlpTracesUrl, parseOtlpHeaders } from '../../api/src/telemetry/tracing/otlp-settings.ts'
import { traceInvocation } from '../../api/src/telemetry/tracing/trace-invocation.ts'
import type { Collector, Tracing, TracingLog, TracingSettings } from '../../api/src/telemetry/tracing/tracing.ts'

let opened: Promise<Tracing | null> | undefined

/**
 * Runs one invocation, and records it if the environment names a collector. Traces that Lambda itself records in X-Ray ("active
 * tracing") need no code: our spans become parts of them.
 */
export async function traced<Result>(work: () => Promise<Result>): Promise<Result> {
  opened ??= openTracing(readTracingSettings())
  const name = process.env['AWS_LAMBDA_FUNCTION_NAME'] ?? 'function'
  return traceInvocation(await opened, { name, xrayHeader: process.env['_X_AMZN_TRACE_ID'] }, work)
}

/** Unlike the server's, without requests that are signed for X-Ray: they would bring AWS's SDK into the bundle. */
async function openTracing(settings: OtlpSettings | null): Promise<Tracing | null> {
  if (!settings) return null
  const { createTracing } = await import('../../api/src/telemetry/tracing/sdk/create-tracing.ts')
  return createTracing(
    settings,
    log,
    async ({ headers }) =>
      async () =>
        headers,
  )
}

type OtlpSettings = Omit<TracingSettings, 'collectors'> & { collectors: Extract<Collector, { kind: 'otlp' }>[] }

/** Follows Lambda's decision which traces are recorded, because nobody else begins one. */
function readTracingSettings(environment: NodeJS.ProcessEnv = process.env): OtlpSettings | null {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_HEADERS: headers } = environment
  if (!endpoint) return null
  return {
    collectors: [{ kind: 'otlp', url: otlpTracesUrl(endpoint), headers: headers ? parseOtlpHeaders(headers) : {} }],
    sampling: { sampler: 'parentbased_always_on', ratio: 1 },
    serviceName: environment['OTEL_SERVICE_NAME'] ?? 'cruddur-functions',
    release: environment['AWS_LAMBDA_FUNCTION_VERSION'] ?? '',
    environment: environment['ENVIRONMENT'] ?? 'production',
  }
}

const log: TracingLog = {
  info: (details: object, message: string) => console.log(JSON.stringify({ message, ...details })),
  warn: (details: object, message: string) => console.error(JSON.stringify({ message, ...details })),
}
