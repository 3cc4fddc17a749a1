import { getSystemErrorMap } from 'node:util'
import { type DatabaseError, sqlStateOf } from '@cruddur/storage/sql-state'
import { isErrorOfConnection } from '@cruddur/storage/unanswered-queries'
import { framesOnly, maskedMessage } from '../telemetry/logs/masked-error.ts'

/**
 * SQLSTATE classes and codes of errors that are temporary: the same request may succeed in a moment. A broken reference
 * (23503) is one of them: the row was deleted after the statement found it, and the next try will not find it.
 */
const temporary = /^(08|53|57P|57014|55P03|40001|40P01|23503|58)/

/** Codes of Node's system errors, which the driver passes on when its socket fails. */
const systemErrors = new Set([...getSystemErrorMap().values()].map(([name]) => name).concat('ENOTFOUND'))

/** What Node and the driver say when the connection is closed, or the database does not answer in time. */
const unreachable = /^ERR_(?:SOCKET|STREAM)_|timeout|Connection terminated|not queryable/i

/** Whether an error means that the database is down, overloaded or restarting. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code = '', message, stack = '' } = error as DatabaseError
  const state = sqlStateOf(error)
  if (state) return temporary.test(state)
  const isOfDatabase = isErrorOfConnection(error) || /\bpg(-pool)?\b/.test(stack)
  return isOfDatabase && (systemErrors.has(code) || unreachable.test(`${code} ${message}`))
}

/** SQLSTATE codes of a full disk or quota, a failing disk, and a read-only database. */
const notWritable = /^(53100|53400|58030|25006)$/

/** Whether PostgreSQL is there and cannot write. */
export function isNotWritable(error: unknown): boolean {
  return error instanceof Error && notWritable.test(sqlStateOf(error) ?? '')
}

/** Whether a trigger refused what a suspended person did to reach others. */
export function isOfSuspendedPerson(error: unknown): boolean {
  return error instanceof Error && (error as DatabaseError).constraint === 'not_suspended'
}

/**
 * An error in a form that may be logged. PostgreSQL quotes the offending row in its messages, and logs never hold a crud's
 * words (guarantee 9), so only the parts of a database error that cannot hold words are kept. Other errors lose quoted text and
 * their cause.
 */
export function loggable(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { thrown: typeof error }
  const { severity, routine, table, constraint } = error as DatabaseError
  const state = sqlStateOf(error)
  if (state) return { sqlState: state, severity, routine, table, constraint, stack: framesOnly(error) }
  const { code } = error as DatabaseError
  return { name: error.name, message: maskedMessage(error), code, stack: framesOnly(error) }
}
