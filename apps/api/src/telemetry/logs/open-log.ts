import { type LogFn, type Logger, pino } from 'pino'
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

/** The log of the server: a line for each event, JSON unless the settings want text for people. */
export function openLog(
  { level, format }: TelemetryConfig['log'],
  onErrorLine: OnErrorLine | null,
  write: (line: string) => void,
): Logger {
  return pino(
    {
      level,
      // Libraries log errors as they are. Only what cannot hold the words of a crud is written.
      serializers: { err: loggable },
      hooks: onErrorLine ? { logMethod: reportErrors(onErrorLine) } : {},
    },
    { write: format === 'text' ? (line) => write(textOf(line)) : write },
  )
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
