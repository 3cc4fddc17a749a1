import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { constants, gzip, type ZlibOptions } from 'node:zlib'
import { backOffMs } from '@cruddur/storage/back-off'
import { JsonTraceSerializer } from '@opentelemetry/otlp-transformer'
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace'
import type { TracingLog } from '../tracing.ts'

/** Returns the headers that authorize `body` at the collector. */
export type Authorize = (body: Uint8Array, headers: Record<string, string>) => Promise<Record<string, string>>

export type OtlpExporterOptions = {
  url: string
  headers: Authorize
  /** Milliseconds for all tries to deliver a batch. */
  timeoutMs: number
  log: TracingLog
}

/** `abort` gives up on what is being sent. */
export type OtlpExporter = SpanExporter & { abort(): void }

const compress = promisify<Uint8Array, ZlibOptions, Buffer>(gzip)
const ok = { code: 0 }

/** What a collector answers when the same request may succeed later (OTLP specification, "Retryable response codes"). */
const retryable = new Set([429, 502, 503, 504])
const retry = { first: 500, longest: 4_000 }

/**
 * Sends spans by OTLP over HTTP as gzipped JSON. It tries for a bounded time and then drops the batch: a collector that is
 * down costs spans, never memory. Logs one line when a collector begins to fail and one when it works again.
 *
 * The SDK's own exporters cannot sign a body, which X-Ray demands.
 */
export function createOtlpExporter({ url, headers, timeoutMs, log }: OtlpExporterOptions): OtlpExporter {
  const aborted = new AbortController()
  const { host } = new URL(url)
  let failing = false

  async function send(body: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<void> {
    const plain = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
    for (let failures = 1; ; failures++) {
      const problem = await post(body, { ...plain, ...(await headers(body, plain)) }, signal)
      if (!problem) return
      if (!problem.retryable) throw new Error(problem.reason)
      await sleep(backOffMs(retry, failures), undefined, { signal }).catch(() => {
        throw new Error(problem.reason)
      })
    }
  }

  async function post(body: Uint8Array<ArrayBuffer>, headers: Record<string, string>, signal: AbortSignal) {
    try {
      const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' })
      // The body is not read.
      await response.body?.cancel()
      if (response.ok) return null
      return { reason: `it answers ${response.status}`, retryable: retryable.has(response.status) }
    } catch (error) {
      const { cause, name } = error as Error & { cause?: { code?: string } }
      return { reason: signal.aborted ? 'it does not answer in time' : (cause?.code ?? name), retryable: true }
    }
  }

  async function deliver(spans: ReadableSpan[]): Promise<void> {
    const json = JsonTraceSerializer.serializeRequest(spans) ?? new Uint8Array()
    const signal = AbortSignal.any([aborted.signal, AbortSignal.timeout(timeoutMs)])
    await send(new Uint8Array(await compress(json, { level: constants.Z_BEST_SPEED })), signal)
  }

  return {
    export(spans, done) {
      deliver(spans).then(
        () => {
          if (failing) log.info({ collector: host }, 'traces are delivered again')
          failing = false
          done(ok)
        },
        (error: Error) => {
          if (!failing && !aborted.signal.aborted) {
            log.warn({ collector: host, reason: error.message }, 'traces cannot be delivered and are dropped')
          }
          failing = true
          done({ code: 1, error })
        },
      )
    },
    shutdown: async () => {},
    abort: () => aborted.abort(),
  }
}
