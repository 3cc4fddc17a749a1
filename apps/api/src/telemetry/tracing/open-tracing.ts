import type { FastifyBaseLogger } from 'fastify'
import type { Tracing, TracingSettings } from './tracing.ts'

/** Opens tracing if there is a collector, and loads OpenTelemetry only then. */
export async function openTracing(settings: TracingSettings, log: FastifyBaseLogger): Promise<Tracing | null> {
  if (settings.collectors.length === 0) return null
  return (await import('./sdk/create-tracing.ts')).createTracing(settings, log)
}
