/** CloudFront said no, or said nothing. `code` is as CloudFront names it. */
export class CloudFrontError extends Error {
  readonly code: string
  readonly status: number
  constructor(code: string, status: number, message: string) {
    super(message)
    this.code = code
    this.status = status
  }
}

type Told = Error & { $metadata?: { httpStatusCode?: number }; code?: string; Code?: string }

export function cloudFrontError(cause: unknown, distribution: string): CloudFrontError {
  if (cause instanceof CloudFrontError) return cause
  const told = cause as Told
  const status = told.$metadata?.httpStatusCode ?? 0
  const code = status === 0 ? (told.code ?? told.name) : told.name
  const error = new CloudFrontError(code, status, words(code, told.message, distribution))
  error.cause = cause
  return error
}

function words(code: string, message: string, distribution: string): string {
  switch (code) {
    case 'NoSuchDistribution':
      return `There is no CloudFront distribution "${distribution}" in this account.`
    case 'AccessDenied':
    case 'AccessDeniedException':
      return `These credentials may not invalidate "${distribution}": they need cloudfront:CreateInvalidation, and cloudfront:GetInvalidation to wait. (${message})`
    case 'TooManyInvalidationsInProgress':
      return `CloudFront is busy with other invalidations of "${distribution}", and was for too long.`
    case 'ExpiredToken':
    case 'ExpiredTokenException':
      return 'The credentials have expired: sign in again, or let the pipeline assume its role anew.'
    default:
      return `CloudFront did not invalidate "${distribution}": ${code}${message && message !== code ? `, "${message}"` : ''}.`
  }
}

const passing = new Set([
  ...['TooManyInvalidationsInProgress', 'Throttling', 'ThrottlingException', 'RequestThrottled', 'SlowDown'],
  ...['TooManyRequestsException', 'ServiceUnavailable', 'InternalError', 'RequestTimeout', 'TimeoutError'],
  ...['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH'],
])

export function isWorthWaiting({ code, status }: CloudFrontError): boolean {
  return status >= 500 || status === 429 || passing.has(code)
}
