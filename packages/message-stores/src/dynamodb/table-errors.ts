import { DynamoDBServiceException, TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { AppError } from '@cruddur/contract/app-error'

/** Seconds after which a table that was too busy may well take it. */
const retryAfter = 2

/** What says "not now": too much at once, somebody else at the same items, or DynamoDB itself in trouble. */
const passing =
  /^(TransactionConflict|TransactionInProgress|Throttling|ProvisionedThroughputExceeded|RequestLimitExceeded|InternalServer|ServiceUnavailable|LimitExceeded)/

const reasonsOf = (error: unknown): string[] =>
  error instanceof TransactionCanceledException
    ? (error.CancellationReasons ?? []).flatMap(({ Code }) => (Code && Code !== 'None' ? [Code] : []))
    : []

/** Whether the same request may succeed in a moment. A transaction is cancelled for the sum of its reasons. */
export function isPassing(error: unknown): boolean {
  const reasons = reasonsOf(error)
  if (reasons.length > 0) return reasons.every((reason) => passing.test(reason))
  return error instanceof DynamoDBServiceException && (passing.test(error.name) || error.$fault === 'server')
}

/** The places in a transaction of the writes whose conditions did not hold. */
export const failedConditions = (error: unknown): Set<number> =>
  new Set(
    error instanceof TransactionCanceledException
      ? (error.CancellationReasons ?? []).flatMap(({ Code }, index) => (Code === 'ConditionalCheckFailed' ? index : []))
      : [],
  )

/** An error as the rest of Cruddur knows it. DynamoDB's own words can quote items, and with them what people wrote. */
export function asOurs(error: unknown): Error {
  if (error instanceof AppError) return error
  const { name = '', code = '' } = error as { name?: string; code?: string }
  const unreachable =
    /^(TimeoutError|AbortError|CredentialsProviderError|NetworkingError)$/.test(name) || /^E[A-Z_]+$/.test(code)
  if (isPassing(error) || unreachable) return new AppError('database_unavailable', { retryAfter })
  return new Error(`the table of messages refused a request: ${name}`)
}
