import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPostgresMessages } from '@cruddur/message-stores/postgres/postgres-messages'
import { createListener } from '@cruddur/storage/listener'
import { createTestDatabase } from '@cruddur/storage/test-database'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { inject } from 'vitest'
import { buildApp } from '../../../app.ts'
import { type Config, parseConfig } from '../../../config/config.ts'
import { openKeys } from '../../../keys/open-keys.ts'
import { createOutboxMail } from '../../../mail/outbox-mail.ts'
import { createMetrics } from '../../../telemetry/metrics/metrics.ts'
import { writeTestShell } from '../../../testing/test-shell.ts'
import {
  createEmbeddedIdentity,
  type EmbeddedIdentity,
  type EmbeddedIdentityOptions,
} from '../embedded/embedded-identity.ts'
import type { Identity } from '../identity.port.ts'

const generous = Object.fromEntries(
  ['', 'SIGN_IN_', 'CODE_', 'LETTER_']
    .flatMap((what) => [`${what}ADDRESS`, what === '' ? 'PERSON' : `${what}ACCOUNT`])
    .concat('SIGN_UP', 'HANDLE_ADDRESS')
    .map((name) => [`RATE_LIMIT_${name}`, '1000000/1h']),
)

type CreateIdentity<I> = (options: EmbeddedIdentityOptions & { config: Config }) => Promise<I>

/** The real app with the embedded identity provider and outbox; `another` starts one more server on the same database. */
export const startIdentityApp = (settings: Record<string, string> = {}) =>
  startAppWith<EmbeddedIdentity>(createEmbeddedIdentity, settings)

/** The same with another identity provider. */
export async function startAppWith<I extends Identity>(
  createIdentity: CreateIdentity<I>,
  settings: Record<string, string> = {},
) {
  const dir = await mkdtemp(join(tmpdir(), 'cruddur-identity-'))
  const { db, connectionUrl, drop } = await createTestDatabase(inject('postgresUrl'))
  const config = parseConfig({ ...generous, DATA_DIR: dir, CONNECTION_URL: connectionUrl, ...settings })
  const outbox = join(dir, 'outbox')
  const mailDir = join(dir, 'mail-queue')
  const lines: string[] = []
  const log = pino({ level: 'trace' }, { write: (line) => void lines.push(line) })
  const webRoot = await writeTestShell(dir)
  const listener = createListener(connectionUrl, 'cruddur_stream')
  const keys = await openKeys(config, db, log)
  const running: (() => Promise<void>)[] = [() => listener.close(), () => keys.close()]

  async function another(overrides: Record<string, string> = {}) {
    const mail = await createOutboxMail(outbox, log)
    const issuer = config.backendUrl
    const { origins } = config
    const identity = await createIdentity({ db, connectionUrl, mail, mailDir, issuer, origins, log, config })
    const all = parseConfig({ ...generous, DATA_DIR: dir, CONNECTION_URL: connectionUrl, ...settings, ...overrides })
    const app: FastifyInstance = await buildApp(all, {
      db,
      costlyDb: db,
      backgroundDb: db,
      identity,
      messages: createPostgresMessages(db, keys),
      keys,
      listener,
      log,
      metrics: createMetrics(),
      webRoot,
    })
    running.push(async () => {
      await app.close()
      await identity.close()
    })
    return { app, identity }
  }

  return {
    ...(await another()),
    another,
    keys,
    db,
    connectionUrl,
    issuer: config.backendUrl,
    outbox,
    mailDir,
    logged: () => lines.join(''),
    async close(): Promise<void> {
      for (const stop of running) await stop()
      await drop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

export type IdentityApp = Awaited<ReturnType<typeof startIdentityApp>>
