import { randomFillSync } from 'node:crypto'

/** A place in a trace (W3C Trace Context, https://www.w3.org/TR/trace-context/). */
export type TraceContext = {
  /** 32 hexadecimal digits. */
  traceId: string
  /** 16 hexadecimal digits. */
  spanId: string
  /** Whether the trace is recorded. */
  sampled: boolean
}

/** Where a trace comes from, as a request says it. Read only when it is needed: most traces are not recorded. */
export type TraceOrigin = {
  /** The header `traceparent`, which the caller's span sent. */
  traceparent?: string | string[] | undefined
  /** Number of the request, a random UUID. It is the id of a trace that begins here. Default: a new id */
  requestId?: string
}

const form = /^(?!ff)[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/
const zeros = /^0+$/

/** Reads the header `traceparent`. Returns undefined for what is no valid header, as if there were none. */
export function parseTraceparent(header: string | string[] | undefined): TraceContext | undefined {
  if (typeof header !== 'string') return undefined
  const [, traceId = '', spanId = '', flags = '', more] = form.exec(header) ?? []
  if (!traceId || zeros.test(traceId) || zeros.test(spanId)) return undefined
  // Later versions may append fields. Version 00 has none.
  if (more && header.startsWith('00')) return undefined
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & 1) === 1 }
}

/** The header `traceparent` that makes a request of ours a part of this trace. */
export function formatTraceparent({ traceId, spanId, sampled }: TraceContext): string {
  return `00-${traceId}-${spanId}-${sampled ? '01' : '00'}`
}

/**
 * The trace id of a request that names none: the request's id as 32 digits, so that either id leads to the other.
 *
 * @param requestId a random UUID
 */
export function traceIdOf(requestId: string): string {
  // Twice as fast as replacing the dashes, and every request needs it.
  const id = requestId
  return id.slice(0, 8) + id.slice(9, 13) + id.slice(14, 18) + id.slice(19, 23) + id.slice(24)
}

/** The id of the trace that a request belongs to. */
export function traceIdOfOrigin({ requestId }: TraceOrigin, caller: TraceContext | undefined): string {
  return caller?.traceId ?? (requestId === undefined ? newTraceId() : traceIdOf(requestId))
}

export function newTraceId(): string {
  return randomHex(16)
}

export function newSpanId(): string {
  return randomHex(8)
}

// Asking for many bytes at once costs as much as asking for a few.
const pool = Buffer.alloc(4_096)
let used = pool.length

function randomHex(bytes: number): string {
  if (used + bytes > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  used += bytes
  return pool.toString('hex', used - bytes, used)
}
