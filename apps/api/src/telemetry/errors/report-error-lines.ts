import type { OnErrorLine } from '../logs/open-log.ts'
import { framesOf } from './error-report.ts'
import type { ErrorReports } from './error-reports.ts'

type LoggedError = { name?: string; message?: string; sqlState?: string; code?: string; stack?: string }

/**
 * Reports every error line of the log, with the same content. So a report cannot hold what the log may not hold, and features
 * need no code to report errors.
 */
export function reportErrorLines({ report }: ErrorReports): OnErrorLine {
  return ({ error, err, route, method, ...fields }, message, { reqId, traceId }, isFatal) => {
    const { name, sqlState, code, stack, message: cause } = (error ?? err ?? fields) as LoggedError
    report({
      source: 'server',
      level: isFatal ? 'critical' : 'error',
      kind: sqlState ? `SQLSTATE ${sqlState}` : (name ?? code ?? 'Error'),
      message: cause && cause !== message ? `${message}: ${cause}` : message,
      frames: framesOf(stack),
      place: typeof route === 'string' ? `${method} ${route}` : undefined,
      requestId: textOf(reqId),
      traceId: textOf(traceId),
    })
  }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined)
