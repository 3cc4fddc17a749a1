import type { FastifyBaseLogger, FastifyRequest } from 'fastify'
import { parseTraceparent, traceIdOfOrigin } from '../telemetry/tracing/trace-context.ts'

type Level = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace'
type Write = (...line: unknown[]) => void

/** What every line of a request has: its number, and its trace. */
export function bindingsOf(id: string, headers: FastifyRequest['headers']): { reqId: string; traceId: string } {
  return { reqId: id, traceId: traceIdOfOrigin({ requestId: id }, parseTraceparent(headers.traceparent)) }
}

/**
 * The log of one request. Most requests log nothing but the line that all have (log-requests.ts), so pino's child logger, which
 * costs more than that line, is made when something is logged.
 */
export class RequestLog implements FastifyBaseLogger {
  readonly #log: FastifyBaseLogger
  readonly #id: string
  readonly #headers: FastifyRequest['headers']
  #child: FastifyBaseLogger | undefined

  constructor(log: FastifyBaseLogger, id: string, headers: FastifyRequest['headers']) {
    this.#log = log
    this.#id = id
    this.#headers = headers
  }

  get level(): string {
    return this.#log.level
  }

  child(...bindings: Parameters<FastifyBaseLogger['child']>): FastifyBaseLogger {
    return this.#opened().child(...bindings)
  }

  fatal(...line: unknown[]): void {
    this.#write('fatal', line)
  }
  error(...line: unknown[]): void {
    this.#write('error', line)
  }
  warn(...line: unknown[]): void {
    this.#write('warn', line)
  }
  info(...line: unknown[]): void {
    this.#write('info', line)
  }
  debug(...line: unknown[]): void {
    this.#write('debug', line)
  }
  trace(...line: unknown[]): void {
    this.#write('trace', line)
  }
  silent(): void {}

  #write(level: Level, line: unknown[]): void {
    const log = this.#opened()
    ;(log[level] as Write).apply(log, line)
  }

  #opened(): FastifyBaseLogger {
    this.#child ??= this.#log.child(bindingsOf(this.#id, this.#headers))
    return this.#child
  }
}
