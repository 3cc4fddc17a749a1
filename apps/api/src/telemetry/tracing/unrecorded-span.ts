import type { Span } from './span.ts'
import { newSpanId, parseTraceparent, type TraceContext, type TraceOrigin, traceIdOfOrigin } from './trace-context.ts'

/** A piece of work that is not recorded. Most are, so it costs as little as it can. */
export class UnrecordedSpan implements Span {
  readonly startChild = null
  #context: TraceContext | undefined
  readonly #origin: TraceOrigin

  constructor(origin: TraceOrigin) {
    this.#origin = origin
  }

  get context(): TraceContext {
    if (this.#context) return this.#context
    const traceId = traceIdOfOrigin(this.#origin, parseTraceparent(this.#origin.traceparent))
    this.#context = { traceId, spanId: newSpanId(), sampled: false }
    return this.#context
  }

  setAttributes(): void {}
  fail(): void {}
  end(): void {}
}
