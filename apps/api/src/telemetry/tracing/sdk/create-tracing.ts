import { setTimeout as sleep } from 'node:timers/promises'
import { ROOT_CONTEXT, type Span as SdkSpan, SpanKind, SpanStatusCode, TraceFlags, trace } from '@opentelemetry/api'
import { resourceFromAttributes } from '@opentelemetry/resources'
import { AlwaysOnSampler, BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import { createSampler } from '../sampling.ts'
import type { Span, SpanOptions } from '../span.ts'
import { newSpanId, parseTraceparent, type TraceContext, traceIdOfOrigin } from '../trace-context.ts'
import type { Collector, Tracing, TracingLog, TracingSettings } from '../tracing.ts'
import { UnrecordedSpan } from '../unrecorded-span.ts'
import { type Authorize, createOtlpExporter } from './otlp-exporter.ts'

/** Spans that wait for a collector. More are dropped. Each collector has a queue of its own, so that one can be down. */
const queue = { maxQueueSize: 2_048, maxExportBatchSize: 512, scheduledDelayMillis: 2_000 }
/** Milliseconds for all tries to deliver a batch. */
const exportMs = 10_000
/** Milliseconds for sending the last spans when the process ends. */
const closeMs = 1_500

const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT, internal: SpanKind.INTERNAL }

/**
 * Traces by OpenTelemetry's SDK. Only the modules in this folder import the SDK.
 *
 * @param authorize returns the headers that authorize requests to a collector
 */
export async function createTracing<C extends Collector>(
  settings: Omit<TracingSettings, 'collectors'> & { collectors: C[] },
  log: TracingLog,
  authorize: (collector: C) => Promise<Authorize>,
): Promise<Tracing> {
  const isSampled = createSampler(settings.sampling)
  const exporters = await Promise.all(
    settings.collectors.map(async (collector) =>
      createOtlpExporter({ url: collector.url, headers: await authorize(collector), timeoutMs: exportMs, log }),
    ),
  )
  const provider = new TracerProvider({
    // Only traces that are recorded get this far.
    sampler: new AlwaysOnSampler(),
    resource: resourceFromAttributes({
      'service.name': settings.serviceName,
      'service.version': settings.release,
      'deployment.environment.name': settings.environment,
    }),
    spanProcessors: exporters.map(
      (exporter) => new BatchSpanProcessor({ exporter, exportTimeoutMillis: exportMs + 1_000, ...queue }),
    ),
    idGenerator: { generateTraceId: () => traceIdOfNext, generateSpanId: newSpanId },
  })
  const tracer = provider.getTracer('cruddur', settings.release)
  // The SDK generates the ids of new traces, so its generator returns the id that was chosen.
  let traceIdOfNext = ''

  /** `parent` is the id of a new trace, or the place in a trace below which the work belongs. */
  function startSpan(name: string, work: SpanOptions, parent: TraceContext | string): Span {
    const { kind = 'internal', attributes, startMs } = work
    if (typeof parent === 'string') traceIdOfNext = parent
    const context = typeof parent === 'string' ? ROOT_CONTEXT : contextBelow(parent)
    const options = { kind: kinds[kind], ...(attributes && { attributes }), ...(startMs && { startTime: startMs }) }
    return recordedSpan(tracer.startSpan(name, options, context), startSpan)
  }

  return {
    startTrace(origin, describe) {
      if (!isSampled(origin)) return new UnrecordedSpan(origin)
      const { name, ...work } = describe()
      const caller = parseTraceparent(origin.traceparent)
      return startSpan(name, work, caller ?? traceIdOfOrigin(origin, undefined))
    },
    async flush(maxWaitMs) {
      const flushed = provider.forceFlush({ timeoutMillis: maxWaitMs }).catch(() => {})
      await Promise.race([flushed, sleep(maxWaitMs, undefined, { ref: false })])
    },
    async close() {
      const closed = provider.shutdown().catch(() => {})
      await Promise.race([closed, sleep(closeMs, undefined, { ref: false })])
      for (const exporter of exporters) exporter.abort()
      await closed
    },
  }
}

const contextBelow = ({ traceId, spanId }: TraceContext) =>
  trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true })

type StartSpan = (name: string, options: SpanOptions, parent: TraceContext) => Span

function recordedSpan(span: SdkSpan, startSpan: StartSpan): Span {
  const { traceId, spanId } = span.spanContext()
  const context = { traceId, spanId, sampled: true }
  let ended = false
  return {
    context,
    startChild: (name, options) => startSpan(name, options, context),
    setAttributes: (attributes) => void (ended || span.setAttributes(attributes)),
    fail(type) {
      if (!ended) span.setStatus({ code: SpanStatusCode.ERROR }).setAttribute('error.type', type)
    },
    end() {
      if (!ended) span.end()
      ended = true
    },
  }
}
