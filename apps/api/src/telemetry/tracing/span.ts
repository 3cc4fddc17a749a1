import { AsyncLocalStorage } from 'node:async_hooks'
import { AppError } from '@cruddur/contract/app-error'
import type { TraceContext } from './trace-context.ts'

/**
 * Attributes of a span, by OpenTelemetry's semantic conventions. Never a person, an id of a crud, words, or an
 * address that holds any of them: collectors are other people's machines.
 */
export type Attributes = Record<string, string | number | boolean>

/** `server` answers a request, `client` sends one, `internal` does neither. */
export type SpanKind = 'server' | 'client' | 'internal'

export type SpanOptions = {
  kind?: SpanKind
  attributes?: Attributes
  /** Milliseconds since 1970. Default: now. */
  startMs?: number
}

/** A piece of work in a trace, which may be recorded or not. */
export type Span = {
  readonly context: TraceContext
  /** Starts a piece of this work; null in a trace that is not recorded. */
  readonly startChild: ((name: string, options: SpanOptions) => Span) | null
  setAttributes(attributes: Attributes): void
  /** Marks it as failed. `type` is a class of errors, never a message. */
  fail(type: string): void
  /** Ends it. Only the first call counts. */
  end(): void
}

const current = new AsyncLocalStorage<Span>()

/** The current span; undefined if nothing is traced. */
export function currentSpan(): Span | undefined {
  return current.getStore()
}

/** Runs `work` in a span that somebody else ends. */
export function runInSpan<T>(span: Span, work: () => T): T {
  return current.run(span, work)
}

/** Runs `work` outside any span. */
export function runOutsideSpans<T>(work: () => T): T {
  return current.exit(work)
}

/** Runs `work` in a span of the current trace. If nothing is recorded, only calls `work`. */
export function inSpan<T>(name: string, options: SpanOptions, work: () => T): T | Promise<Awaited<T>> {
  const span = current.getStore()?.startChild?.(name, options)
  return span ? record(span, work) : work()
}

async function record<T>(span: Span, work: () => T): Promise<Awaited<T>> {
  try {
    return await current.run(span, work)
  } catch (error) {
    const type = errorTypeOf(error)
    // A refusal by a use case is an answer, not a failure of the server.
    if (error instanceof AppError && error.status < 500) span.setAttributes({ 'error.type': type })
    else span.fail(type)
    throw error
  } finally {
    span.end()
  }
}

/** What kind of error it is: our code, PostgreSQL's SQLSTATE, Node's code, or the name of its class. Never its message. */
export function errorTypeOf(error: unknown): string {
  if (error instanceof AppError) return error.codes[0]
  if (!(error instanceof Error)) return typeof error
  const { code } = error as Error & { code?: unknown }
  const type = typeof code === 'string' ? code : error.name
  return /^\w{1,60}$/.test(type) ? type : 'Error'
}
