import { getSystemErrorMap } from 'node:util'
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

type DatabaseError = Error & { code?: string; severity?: string; routine?: string; table?: string; constraint?: string }

/** The SQLSTATE of an error that PostgreSQL sent. Some of Node's codes have the same form, such as `EPIPE`. */
const sqlState = ({ code = '', severity }: DatabaseError) =>
  severity !== undefined && /^[0-9A-Z]{5}$/.test(code) ? code : undefined

/** Whether an error means that the database is away, overloaded or restarting. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code = '', message, stack = '' } = error as DatabaseError
  const state = sqlState(error)
  if (state) return temporary.test(state)
  return /\bpg(-pool)?\b/.test(stack) && (systemErrors.has(code) || unreachable.test(`${code} ${message}`))
}

/** SQLSTATE classes of errors that any statement would get: the connection, the disk, the server's resources. */
const anyStatement = /^(08|53|57P|58)/

/** Whether PostgreSQL is there and refused this statement, so that another, or a smaller one, may succeed. */
export function isStatementRefused(error: unknown): boolean {
  const state = error instanceof Error ? sqlState(error) : undefined
  return state !== undefined && !anyStatement.test(state)
}

/**
 * An error in a form that may be logged. PostgreSQL quotes the offending row in its messages, and logs never hold a crud's
 * words (guarantee 9), so only those parts of a database error are kept that cannot hold any. Of any other error the message loses what it
 * quotes, and a cause is left out.
 */
export function loggable(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { thrown: typeof error }
  const { severity, routine, table, constraint } = error as DatabaseError
  const state = sqlState(error)
  if (state) return { sqlState: state, severity, routine, table, constraint, stack: framesOnly(error) }
  const { code } = error as DatabaseError
  return { name: error.name, message: maskedMessage(error), code, stack: framesOnly(error) }
}
