import { type DestinationStream, type LogFn, type Logger, pino } from 'pino'
import type { TelemetryConfig } from '../../config/telemetry-config.ts'
import { loggable } from '../../database/database-errors.ts'
import { textOf } from './text-line.ts'

/** Is called for each error line, with its fields, its message, and the fields that all lines of the request have. */
export type OnErrorLine = (
  fields: Record<string, unknown>,
  message: string,
  bindings: Record<string, unknown>,
  isFatal: boolean,
) => void

const levels = { error: 50, fatal: 60 }

/**
 * The log of the server: a line for each event, JSON or, on a terminal, text.
 *
 * @param write where lines go. Default: standard output
 */
export function openLog(
  { level, format }: TelemetryConfig['log'],
  onErrorLine: OnErrorLine | null = null,
  write?: (line: string) => void,
): Logger {
  const asText = (format ?? (process.stdout.isTTY && !write ? 'text' : 'json')) === 'text'
  return pino(
    {
      level,
      // Libraries log errors as they are. Only what cannot hold the words of a crud is written.
      serializers: { err: loggable },
      hooks: onErrorLine ? { logMethod: reportErrors(onErrorLine) } : {},
    },
    destination(asText, write),
  )
}

function destination(asText: boolean, write?: (line: string) => void): DestinationStream {
  if (write) return { write: asText ? (line) => write(textOf(line)) : write }
  if (!asText) return pino.destination(1)
  return { write: (line) => void process.stdout.write(textOf(line)) }
}

function reportErrors(onErrorLine: OnErrorLine) {
  return function (this: Logger, args: Parameters<LogFn>, method: LogFn, level: number): void {
    if (level >= levels.error) {
      const [first, second] = args as unknown[]
      const fields = typeof first === 'object' && first !== null ? (first as Record<string, unknown>) : {}
      const message = typeof first === 'string' ? first : second
      onErrorLine(fields, typeof message === 'string' ? message : '', this.bindings(), level >= levels.fatal)
    }
    method.apply(this, args)
  }
}
