import type { Span } from './span.ts'
import { newSpanId, newTraceId, type TraceContext } from './trace-context.ts'

/** A piece of work that is not recorded. Most are, so it costs as little as it can. */
export class UnrecordedSpan implements Span {
  readonly startChild = null
  #context: TraceContext | undefined
  readonly #traceId: string | undefined

  /** @param traceId of the trace that it belongs to. Default: a new one */
  constructor(traceId: string | undefined) {
    this.#traceId = traceId
  }

  get context(): TraceContext {
    this.#context ??= { traceId: this.#traceId ?? newTraceId(), spanId: newSpanId(), sampled: false }
    return this.#context
  }

  setAttributes(): void {}
  fail(): void {}
  end(): void {}
}
