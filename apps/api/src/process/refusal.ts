import { StartupError } from '@cruddur/storage/startup-error'
import { ConfigError } from '../config/config-error.ts'

// As in sysexits.h: the settings are wrong, or a service that they name is not available.
const exitCodes = { config: 78, unavailable: 69 }

/**
 * Ends the process with a line for each problem that the operator can solve. Rethrows any other error, so that a bug of
 * ours is printed with its stack.
 */
export function refuse(error: unknown): never {
  if (!(error instanceof ConfigError || error instanceof StartupError)) throw error
  for (const line of error.message.split('\n')) console.error(`cruddur: ${line}`)
  process.exit(error instanceof ConfigError ? exitCodes.config : exitCodes.unavailable)
}
