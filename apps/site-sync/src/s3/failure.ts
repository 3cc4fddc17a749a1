import { NoAnswer, NotHttp } from '../http/errors.ts'
import type { Reply } from '../http/reply.ts'
import { BucketError, ConditionFailed } from './bucket.ts'
import { type Asked, explain } from './explain.ts'
import { readXml, textOf } from './xml.ts'

const slowCodes = new Set([
  ...['SlowDown', 'ServiceUnavailable', 'Throttling', 'ThrottlingException', 'ThrottledException', 'RequestThrottled'],
  ...['RequestThrottledException', 'TooManyRequests', 'TooManyRequestsException', 'RequestLimitExceeded'],
  'BandwidthLimitExceeded',
])
/** Codes of passing faults whose status alone does not show it. */
const passingCodes = new Set([
  ...['InternalError', 'RequestTimeout', 'RequestTimeoutException', 'OperationAborted', 'PriorRequestNotComplete'],
  ...['BadDigest', 'IncompleteBody', 'XAmzContentSHA256Mismatch', 'WrongETag', 'BadReply'],
])
const passingStatuses = new Set([408, 429, 500, 502, 503, 504])
const passingFaults = new Set([
  ...['ECONNRESET', 'ECONNREFUSED', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH'],
  ...['ENETDOWN', 'EADDRNOTAVAIL', 'NoAnswer', 'NotHttp', 'ERR_SSL_WRONG_VERSION_NUMBER', 'EPROTO'],
])

/** Whether S3 asks for fewer requests at a time. */
export function isSlow(error: BucketError): boolean {
  return error.status === 503 || error.status === 429 || slowCodes.has(error.code)
}

/** Whether another try may succeed. */
export function isPassing(error: BucketError): boolean {
  if (error instanceof ConditionFailed || error.code === 'RequestTimeTooSkewed') return false
  if (error.status === 0) return passingFaults.has(error.code)
  return isSlow(error) || passingStatuses.has(error.status) || passingCodes.has(error.code)
}

/** The error that a reply with a status of failure stands for. */
export function failureOf(reply: Reply, asked: Asked): BucketError {
  const { code, message } = errorIn(reply)
  const Kind = conditionFailed(reply.status, code, asked) ? ConditionFailed : BucketError
  return new Kind(code, reply.status, explain(code, message, asked, reply))
}

function conditionFailed(status: number, code: string, asked: Asked): boolean {
  if (!asked.conditional) return false
  // S3 answers NoSuchKey to `If-Match` when there is no object.
  return status === 412 || ['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey'].includes(code)
}

export function errorIn(reply: Reply): { code: string; message: string } {
  const plain = { code: codeOf(reply.status), message: '' }
  try {
    const error = readXml(reply.body.toString())
    if (error.name !== 'Error') return plain
    const code = textOf(error, 'Code') ?? ''
    return { code: /^[\w.-]{1,100}$/.test(code) ? code : plain.code, message: shown(textOf(error, 'Message') ?? '') }
  } catch {
    return plain
  }
}

/** What a server says, short, and without what terminals obey. */
function shown(text: string): string {
  return text.slice(0, 500).replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
}

/** For replies without a code: those to HEAD, and those of proxies. */
function codeOf(status: number): string {
  const known: Record<number, string> = { 403: 'AccessDenied', 412: 'PreconditionFailed' }
  return known[status] ?? `Http${status}`
}

/** The error for a connection that failed. */
export function faultOf(cause: unknown, asked: Asked): BucketError {
  if (cause instanceof BucketError) return cause
  const told = cause as NodeJS.ErrnoException & { errors?: NodeJS.ErrnoException[] }
  const code = nameOf(cause) ?? told.code ?? told.errors?.[0]?.code ?? 'Error'
  const error = new BucketError(code, 0, explain(code, told.message || code, asked, null))
  error.cause = cause
  return error
}

function nameOf(cause: unknown): string | null {
  if (cause instanceof NoAnswer) return 'NoAnswer'
  return cause instanceof NotHttp ? 'NotHttp' : null
}
