import { resolve } from 'node:path'
import { pino } from 'pino'
import { type Adapters, openAdapters } from './adapters.ts'
import { buildApp } from './app.ts'
import type { Config } from './config.ts'
import { startErasure } from './erasure.ts'
import { listeningProblem } from './listening.ts'

export type Server = Adapters & {
  /** Where it listens. */
  address: string
  /** Lets running requests finish, for as long as the settings say, and closes everything. */
  close(): Promise<void>
}

const webRoot = resolve(import.meta.dirname, '../../web/dist')

/** Starts the whole server. Throws StartupError for what its operator can put right, with nothing left running. */
export async function startServer(config: Config): Promise<Server> {
  const log = pino({ level: config.logLevel })
  for (const notice of config.notices) log.warn(notice)
  await using opened = new AsyncDisposableStack()
  const adapters = await openAdapters(config, log, opened)
  opened.defer(startErasure(config, { db: adapters.db, log }))
  const app = await buildApp(config, { ...adapters, log, webRoot })
  opened.defer(async () => {
    // A client that never lets go of its connection must not keep the server from stopping.
    const impatience = setTimeout(() => app.server.closeAllConnections(), config.limits.shutdown)
    await app.close()
    clearTimeout(impatience)
  })
  try {
    await app.listen({ host: config.host, port: config.port })
  } catch (error) {
    throw listeningProblem(error, config.host, config.port)
  }
  const running = opened.move()
  return { ...adapters, address: `http://${hostOf(config)}:${config.port}`, close: () => running.disposeAsync() }
}

const hostOf = ({ host }: Config) => (host.includes(':') ? `[${host}]` : host)
