import type { FastifyBaseLogger } from 'fastify'
import type { TelemetryConfig } from '../config/telemetry-config.ts'
import { createErrorReports, type ErrorReports } from './errors/error-reports.ts'
import { reportErrorLines } from './errors/report-error-lines.ts'
import { openLog } from './logs/open-log.ts'
import { openTracing } from './tracing/open-tracing.ts'
import type { Tracing } from './tracing/tracing.ts'

export type Telemetry = {
  log: FastifyBaseLogger
  /** Null when the settings name no collector. */
  tracing: Tracing | null
  /** Null when the settings name no place to report to. */
  errorReports: ErrorReports | null
}

/**
 * Opens the log, and traces and error reports if the settings ask for them. Pushes what it opens on `opened`.
 *
 * @param write where lines of the log go. Default: standard output
 */
export async function openTelemetry(
  { log: logSettings, tracing: tracingSettings, rollbar }: TelemetryConfig,
  opened: AsyncDisposableStack,
  write?: (line: string) => void,
): Promise<Telemetry> {
  const errorReports: ErrorReports | null =
    rollbar && createErrorReports(rollbar, (reason) => log.warn({ reason }, 'errors cannot be reported to Rollbar'))
  const log = openLog(logSettings, errorReports && reportErrorLines(errorReports), write)
  const tracing = await openTracing(tracingSettings, log)
  // At the same time: a stop waits for the slower of the two, and not for one after the other.
  opened.defer(async () => void (await Promise.all([errorReports?.close(), tracing?.close()])))
  return { log, tracing, errorReports }
}
