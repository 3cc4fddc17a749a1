import type { Sampling } from './sampling.ts'
import type { Span, SpanOptions } from './span.ts'
import type { TraceOrigin } from './trace-context.ts'

/** Records traces and sends them to collectors. */
export type Tracing = {
  /**
   * Begins our part of a trace.
   *
   * @param describe is called only if the trace is recorded
   */
  startTrace(origin: TraceOrigin, describe: () => SpanOptions & { name: string }): Span
  /** Sends waiting spans, for at most `maxWaitMs` milliseconds. For processes that are frozen between calls. */
  flush(maxWaitMs: number): Promise<void>
  /** Sends waiting spans for a moment, and drops the rest. */
  close(): Promise<void>
}

/** Is called when a collector begins to fail, and when it works again. */
export type TracingLog = Record<'info' | 'warn', (details: object, message: string) => void>

export type Collector =
  /** Any that speaks OTLP over HTTP, such as Honeycomb. `url` ends with `/v1/traces`. */
  | { kind: 'otlp'; url: string; headers: Record<string, string> }
  /** AWS X-Ray, by signed requests. `url` ends with `/v1/traces`. */
  | { kind: 'xray'; url: string; region: string }

export type TracingSettings = {
  collectors: Collector[]
  sampling: Sampling
  /** Under which name this process is found in the collectors. */
  serviceName: string
  release: string
  environment: string
}
