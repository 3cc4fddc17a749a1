import { type Config, readConfig } from './config/config.ts'
import { leaveMemoryOutOfCoreDumps } from './process/core-dumps.ts'
import { refuse } from './process/refusal.ts'
import { stopSignal } from './process/stop-signal.ts'
import { type Server, startServer } from './server.ts'

/** Added to SHUTDOWN_TIMEOUT_MS: the process ends even when the database hangs. */
const closeLimitMs = 3_500

export type Run = {
  /** Changes settings before they are used. */
  prepare?: (config: Config) => Config
  /** Runs once the server listens, before the address is printed. */
  onStart?: (server: Server) => Promise<void>
}

/** The whole life of the process: reads the settings, serves until a signal, closes. */
export async function main({ prepare = (config) => config, onStart }: Run = {}): Promise<void> {
  leaveMemoryOutOfCoreDumps()
  const stopping = stopSignal()
  try {
    const config = prepare(await readConfig())
    const server = await startServer(config)
    await onStart?.(server)
    console.log(`Cruddur listens on ${server.address}`)
    await stopping
    setTimeout(() => process.exit(1), config.limits.shutdown + closeLimitMs).unref()
    await server.close()
    process.exit(0)
  } catch (error) {
    refuse(error)
  }
}

if (import.meta.main) await main()
