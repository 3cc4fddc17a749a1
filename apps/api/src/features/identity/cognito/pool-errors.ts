import { AppError } from '@cruddur/contract/app-error'
import { type ErrorCode, isErrorCode } from '@cruddur/contract/errors'
import type { FastifyBaseLogger } from 'fastify'

/** Seconds. Cognito does not say when it may be asked again. */
const retryAfter = 60

const limits = [
  'TooManyRequestsException',
  'LimitExceededException',
  'TooManyFailedAttemptsException',
  'ThrottlingException',
]

/** Errors that the operator can fix. Their messages name no person. */
const misconfigurations = [
  'AccessDeniedException',
  'UnrecognizedClientException',
  'InvalidSignatureException',
  'CredentialsProviderError',
  'ResourceNotFoundException',
  'InvalidUserPoolConfigurationException',
  'InvalidEmailRoleAccessPolicyException',
  'InvalidLambdaResponseException',
]

type AwsError = Error & { $metadata?: { httpStatusCode?: number }; code?: string }

export const nameOf = (error: unknown): string => (error as Error)?.name ?? ''

/** cognito-local's error for operations that it does not have. */
export const isUnsupported = (error: unknown): boolean => nameOf(error) === 'Unsupported'

/**
 * Throws our error for one of Cognito's.
 *
 * @param operation Cognito's name of what was tried, for the log
 * @param codes our codes by Cognito's names of errors
 */
export function refuse(
  error: unknown,
  operation: string,
  codes: Record<string, ErrorCode>,
  log: FastifyBaseLogger,
): never {
  const { name, message, $metadata } = error as AwsError
  if (limits.includes(name) || /attempts exceeded/i.test(message)) throw new AppError('rate_limited', { retryAfter })
  const isOurs = misconfigurations.includes(name) || /SECRET_HASH|flow not enabled/i.test(message)
  if (isOurs) {
    log.error({ operation, error: name }, `Cognito refuses to serve us: ${message}`)
    throw new AppError('identity_unavailable')
  }
  const code = codes[name]
  if (code === 'identity_unavailable')
    log.error({ operation, error: name }, 'the user pool is not set up as we need it')
  if (code) throw new AppError(code)
  const status = $metadata?.httpStatusCode
  if (status === undefined || status >= 500) {
    log.warn({ operation, error: name, status }, 'Cognito cannot be reached, or has failed')
    throw new AppError('identity_unavailable')
  }
  // The message may quote what a person has typed.
  log.error({ operation, error: name, status }, 'Cognito refused a request for a reason that we do not expect')
  throw new AppError('generic_500')
}

/** The code with which one of our Lambda triggers refused, from Cognito's message; or null. */
export function codeOfFunction(error: unknown): ErrorCode | null {
  if (nameOf(error) !== 'UserLambdaValidationException') return null
  const words: string[] = (error as Error).message.match(/\b[a-z]+(?:_[a-z0-9]+)+\b/g) ?? []
  return words.find(isErrorCode) ?? null
}
