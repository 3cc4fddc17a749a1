import { DynamoDBServiceException, TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { AppError } from '@cruddur/contract/app-error'

const retryAfterSeconds = 2

/** Errors that a retry can cure: throttling, a conflict with another transaction, or a failure of DynamoDB itself. */
const passing =
  /^(TransactionConflict|TransactionInProgress|Throttling|ProvisionedThroughputExceeded|RequestLimitExceeded|InternalServer|ServiceUnavailable|LimitExceeded)/

const reasonsOf = (error: unknown): string[] =>
  error instanceof TransactionCanceledException
    ? (error.CancellationReasons ?? []).flatMap(({ Code }) => (Code && Code !== 'None' ? [Code] : []))
    : []

/** Whether the same request may succeed in a moment. A cancelled transaction may have several reasons: all must pass. */
export function isPassing(error: unknown): boolean {
  const reasons = reasonsOf(error)
  if (reasons.length > 0) return reasons.every((reason) => passing.test(reason))
  return error instanceof DynamoDBServiceException && (passing.test(error.name) || error.$fault === 'server')
}

/** The indexes of the writes of a transaction whose conditions did not hold. */
export const failedConditions = (error: unknown): Set<number> =>
  new Set(
    error instanceof TransactionCanceledException
      ? (error.CancellationReasons ?? []).flatMap(({ Code }, index) => (Code === 'ConditionalCheckFailed' ? index : []))
      : [],
  )

/** An error as the rest of Cruddur knows it. DynamoDB's own message is dropped: it can quote what people wrote. */
export function asCruddurError(error: unknown): Error {
  if (error instanceof AppError) return error
  const { name = '', code = '' } = error as { name?: string; code?: string }
  const unreachable =
    /^(TimeoutError|AbortError|CredentialsProviderError|NetworkingError)$/.test(name) || /^E[A-Z_]+$/.test(code)
  if (isPassing(error) || unreachable) return new AppError('database_unavailable', { retryAfter: retryAfterSeconds })
  return new Error(`the table of messages refused a request: ${name}`)
}
