import type { FastifyBaseLogger } from 'fastify'
import type { TelemetryConfig } from '../config/telemetry-config.ts'
import { createErrorReports, type ErrorReports } from './errors/error-reports.ts'
import { reportErrorLines } from './errors/report-error-lines.ts'
import { createLineWriter } from './logs/line-writer.ts'
import { openLog } from './logs/open-log.ts'
import { openTracing } from './tracing/open-tracing.ts'
import type { Tracing } from './tracing/tracing.ts'

export type Telemetry = {
  log: FastifyBaseLogger
  /** Writes a line, with its line break, where the lines of the log go. */
  writeLine: (line: string) => void
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
  const writeLine = write ?? writerOfStandardOutput((lines) => log.warn({ lines }, 'lines of the log were dropped'))
  const isForPeople = !write && process.stdout.isTTY
  const format = logSettings.format ?? (isForPeople ? 'text' : 'json')
  const log = openLog({ ...logSettings, format }, errorReports && reportErrorLines(errorReports), writeLine)
  const tracing = await openTracing(tracingSettings, log)
  // At the same time: a stop waits for the slower of the two, and not for one after the other.
  opened.defer(async () => void (await Promise.all([errorReports?.close(), tracing?.close()])))
  return { log, writeLine, tracing, errorReports }
}

function writerOfStandardOutput(onDropped: (lines: number) => void): (line: string) => void {
  const writer = createLineWriter(1, { onDropped })
  process.once('exit', writer.flush)
  return writer.write
}
