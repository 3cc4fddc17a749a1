import { errorTypeOf, runInSpan } from './span.ts'
import { formatTraceparent, type TraceContext } from './trace-context.ts'
import type { Tracing } from './tracing.ts'

/** Milliseconds that an answer waits until its spans are sent. Lambda freezes the process once it has the answer. */
const flushMs = 500

/**
 * Runs one invocation of a Lambda function as a span, below the one that Lambda began.
 *
 * @param xrayHeader Lambda's environment variable `_X_AMZN_TRACE_ID`, which changes with each invocation
 */
export async function traceInvocation<T>(
  tracing: Tracing | null,
  { name, xrayHeader }: { name: string; xrayHeader: string | undefined },
  work: () => Promise<T>,
): Promise<T> {
  if (!tracing) return work()
  const caller = parseXrayHeader(xrayHeader)
  const attributes = { 'faas.name': name, 'faas.trigger': 'other' }
  const span = tracing.startTrace({ traceparent: caller && formatTraceparent(caller) }, () => ({
    name,
    kind: 'server',
    attributes,
  }))
  try {
    return await runInSpan(span, work)
  } catch (error) {
    span.fail(errorTypeOf(error))
    throw error
  } finally {
    span.end()
    if (span.startChild) await tracing.flush(flushMs)
  }
}

const xrayForm = /^Root=1-([0-9a-f]{8})-([0-9a-f]{24});Parent=([0-9a-f]{16});Sampled=([01])(?:;|$)/

/**
 * Reads X-Ray's own header. Its trace ids are those of W3C with two dashes.
 *
 * https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
export function parseXrayHeader(header: string | undefined): TraceContext | undefined {
  const [, time, rest, spanId, sampled] = xrayForm.exec(header ?? '') ?? []
  return spanId ? { traceId: `${time}${rest}`, spanId, sampled: sampled === '1' } : undefined
}
