import { AppError } from '@cruddur/contract/app-error'
import type { z } from 'zod/mini'
import { dropConnection, isOfConnection } from './database/kept-database.ts'
import { traced } from './tracing.ts'

/** Cognito waits for five seconds, which include the cold start. */
const deadlineMs = 3_500

/**
 * A function that a user pool invokes. Cognito passes the message of an error on to the caller, so the message is always a
 * code of the contract. Neither messages nor the log say anything about a person.
 *
 * @param work does what the event asks for, and returns Cognito's answer
 */
export function trigger<Schema extends z.ZodMiniType>(
  schema: Schema,
  work: (event: z.infer<Schema>) => Promise<object>,
): (event: unknown) => Promise<unknown> {
  return (event) => traced(() => answer(event))

  async function answer(event: unknown): Promise<object> {
    const parsed = schema.safeParse(event)
    if (!parsed.success) {
      log('event_invalid', { at: parsed.error.issues.map(({ path }) => path.join('.')) })
      throw new AppError('generic_500')
    }
    try {
      const response = await beforeDeadline(work(parsed.data))
      // Cognito expects the event itself back.
      return { ...(event as object), response }
    } catch (error) {
      throw refusalOf(error)
    }
  }
}

/** @throws AppError `database_unavailable` at the timeout */
async function beforeDeadline<Result>(work: Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      log('deadline_passed', { ms: deadlineMs })
      dropConnection()
      reject(new AppError('database_unavailable'))
    }, deadlineMs)
  })
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

/** SQLSTATE classes and codes of errors that are temporary: locks, timeouts, resources, restarts. */
const temporary = /^(08|53|55P03|57|58|40)/

/** PostgreSQL's errors quote values, so only the parts that cannot hold any are logged. */
function refusalOf(error: unknown): AppError {
  if (error instanceof AppError) return error
  const { name, message, code, severity, routine, table, constraint } = error as Error & Record<string, unknown>
  if (severity === undefined) log('failed', { name, message, code })
  else log('database_refused', { sqlState: code, routine, table, constraint })
  const isTemporary = isOfConnection(error) || temporary.test(String(code))
  return new AppError(isTemporary ? 'database_unavailable' : 'generic_500')
}

function log(fault: string, details: object): void {
  console.error(JSON.stringify({ fault, ...details }))
}
