import { CallError } from '../../client/call-error.ts'
import { CodeMissing, fetchCode } from '../../client/fetch-code.ts'

/** A network that is away, and calls that the server refused, are no faults of the app. */
const isExpected = (error: unknown) =>
  error instanceof CodeMissing || (error instanceof CallError && error.status !== 200)

/** Tells our server of a fault of the app. */
export function reportFault(error: unknown): void {
  if (!error || isExpected(error)) return
  fetchCode(() => import('./report-fault.ts')).then(
    ({ sendReport }) => sendReport(error),
    () => undefined,
  )
}

/** Reports what nobody catches. */
export function watchErrors(): void {
  addEventListener('error', ({ error }) => reportFault(error))
  addEventListener('unhandledrejection', ({ reason }) => reportFault(reason))
}
