import { AppError } from '@cruddur/contract/app-error'
import { StartupError } from '@cruddur/storage/startup-error'
import { ConfigError } from '../../../api/src/config/config-error.ts'
import { isDatabaseUnavailable, loggable } from '../../../api/src/database/database-errors.ts'

export type Command = {
  /** Printed when `run` returns null. */
  usage: string
  /**
   * Does the work. `signal` aborts when somebody presses Ctrl-C.
   *
   * @returns the exit code, or null if the arguments are not as `usage` says
   */
  run: (args: string[], signal: AbortSignal) => Promise<number | null>
  /** Says what state things are in after an unexpected error, such as `nothing was changed`. */
  afterFailure: string
}

/** As in sysexits.h: the command was used wrongly. */
const exitUsage = 64

/** Runs a command to its end. Prints a line for each error that the operator can fix, and never what a person wrote. */
export async function runCommand({ usage, run, afterFailure }: Command): Promise<void> {
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
  try {
    const code = await run(process.argv.slice(2), stop.signal)
    if (code === null) console.error(usage)
    process.exitCode = code ?? exitUsage
  } catch (error) {
    process.exitCode = 1
    for (const line of explain(error, stop.signal, afterFailure).split('\n')) console.error(`cruddur: ${line}`)
  }
}

function explain(error: unknown, stop: AbortSignal, afterFailure: string): string {
  if (stop.aborted) return 'stopped: run it again to go on'
  if (error instanceof ConfigError || error instanceof StartupError) return error.message
  if (error instanceof AppError || isDatabaseUnavailable(error)) return 'a store is away: run it again to go on'
  // Not the error itself: PostgreSQL quotes the row that it refuses, and with it what people wrote.
  console.error(loggable(error))
  return `something is wrong that should not be: ${afterFailure}`
}
