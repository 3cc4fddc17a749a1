import { resolve } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { type Adapters, openAdapters } from './adapters.ts'
import { buildApp } from './app.ts'
import type { Config } from './config/config.ts'
import { listeningProblem } from './process/listening.ts'
import { startDiskSweep } from './retention/disk-sweep.ts'
import { startErasure } from './retention/erasure.ts'

export type Server = Adapters & {
  /** The settings that it runs with. */
  config: Config
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
  opened.defer(startErasure(config, { ...adapters, log }))
  opened.defer(startDiskSweep({ db: adapters.db, log, intervalMs: config.diskSweepInterval }))
  const app = await buildApp(config, { ...adapters, log, webRoot })
  opened.defer(() => closeApp(app, config.limits.shutdown))
  try {
    await app.listen({ host: config.host, port: config.port })
  } catch (error) {
    throw listeningProblem(error, config.host, config.port)
  }
  const running = opened.move()
  const address = `http://${hostOf(config)}:${config.port}`
  return { ...adapters, config, address, close: () => running.disposeAsync() }
}

const hostOf = ({ host }: Config) => (host.includes(':') ? `[${host}]` : host)

/** Stops to accept, lets running requests finish, and cuts off those that take longer than `limitMs`. */
async function closeApp(app: FastifyInstance, limitMs: number): Promise<void> {
  const impatience = setTimeout(() => app.server.closeAllConnections(), limitMs)
  // A connection whose last request finishes now would be kept alive for the next.
  const tidying = setInterval(() => app.server.closeIdleConnections(), 50)
  await app.close()
  clearTimeout(impatience)
  clearInterval(tidying)
}
