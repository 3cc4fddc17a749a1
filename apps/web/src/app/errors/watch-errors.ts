import { CallError } from '../../client/call-error.ts'
import { CodeMissing, fetchCode } from '../../client/fetch-code.ts'

/** Network failures, and calls that the server refused, are not faults of the app. */
const isExpected = (error: unknown) =>
  error instanceof CodeMissing || (error instanceof CallError && error.status !== 200)

/** Reports a fault of the app to our server. */
export function reportFault(error: unknown): void {
  if (!error || isExpected(error)) return
  fetchCode(() => import('./report-fault.ts')).then(
    ({ sendReport }) => sendReport(error),
    () => undefined,
  )
}

/** Reports uncaught errors. */
export function watchErrors(): void {
  addEventListener('error', ({ error }) => reportFault(error))
  addEventListener('unhandledrejection', ({ reason }) => reportFault(reason))
}
