/** The error of a statement, as the driver gives it. PostgreSQL's own have a severity. */
export type DatabaseError = Error & {
  code?: string
  severity?: string
  routine?: string
  table?: string
  constraint?: string
}

/** The SQLSTATE of an error that PostgreSQL sent. Some of Node's codes have the same form, such as `EPIPE`. */
export function sqlStateOf({ code = '', severity }: DatabaseError): string | undefined {
  return severity !== undefined && /^[0-9A-Z]{5}$/.test(code) ? code : undefined
}

/** SQLSTATE classes of errors that any statement would get: the connection, the disk, the server's resources. */
const anyStatement = /^(08|53|57P|58)/

/** Whether PostgreSQL is there and refused this statement, so that another, or a smaller one, may succeed. */
export function isStatementRefused(error: unknown): boolean {
  const state = error instanceof Error ? sqlStateOf(error) : undefined
  return state !== undefined && !anyStatement.test(state)
}
