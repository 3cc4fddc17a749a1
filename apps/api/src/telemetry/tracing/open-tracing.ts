import type { Tracing, TracingLog, TracingSettings } from './tracing.ts'

/** Opens tracing if there is a collector, and loads OpenTelemetry only then. */
export async function openTracing(settings: TracingSettings, log: TracingLog): Promise<Tracing | null> {
  if (settings.collectors.length === 0) return null
  const { createTracing } = await import('./sdk/create-tracing.ts')
  return createTracing(settings, log, async (collector) =>
    collector.kind === 'xray'
      ? (await import('./sdk/sign-for-xray.ts')).createXraySigner(collector)
      : async () => collector.headers,
  )
}
