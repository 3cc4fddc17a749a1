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
import { parseConfig } from '../../../config/config.ts'
import { createOutboxMail } from '../../../mail/outbox-mail.ts'
import { createMetrics } from '../../../telemetry/metrics/metrics.ts'
import { writeTestShell } from '../../../testing/test-shell.ts'
import { createEmbeddedIdentity } from '../embedded/embedded-identity.ts'

const generous = Object.fromEntries(
  ['', 'SIGN_IN_', 'CODE_', 'LETTER_']
    .flatMap((what) => [`${what}ADDRESS`, what === '' ? 'PERSON' : `${what}ACCOUNT`])
    .concat('SIGN_UP')
    .map((name) => [`RATE_LIMIT_${name}`, '1000000/1h']),
)

/** The real app with the real identity provider and outbox; `another` starts one more server on the same database. */
export async function startIdentityApp(settings: Record<string, string> = {}) {
  const dir = await mkdtemp(join(tmpdir(), 'cruddur-identity-'))
  const { db, connectionUrl, drop } = await createTestDatabase(inject('postgresUrl'))
  const config = parseConfig({ ...generous, DATA_DIR: dir, CONNECTION_URL: connectionUrl, ...settings })
  const outbox = join(dir, 'outbox')
  const lines: string[] = []
  const log = pino({ level: 'trace' }, { write: (line) => void lines.push(line) })
  const webRoot = await writeTestShell(dir)
  const listener = createListener(connectionUrl, 'cruddur_stream')
  const running: (() => Promise<void>)[] = [() => listener.close()]

  async function another(overrides: Record<string, string> = {}) {
    const mail = await createOutboxMail(outbox, log)
    const issuer = config.backendUrl
    const identity = await createEmbeddedIdentity({ db, connectionUrl, mail, issuer, log })
    const all = parseConfig({ ...generous, DATA_DIR: dir, CONNECTION_URL: connectionUrl, ...settings, ...overrides })
    const app: FastifyInstance = await buildApp(all, {
      db,
      costlyDb: db,
      backgroundDb: db,
      identity,
      messages: createPostgresMessages(db),
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
    db,
    connectionUrl,
    issuer: config.backendUrl,
    outbox,
    logged: () => lines.join(''),
    async close(): Promise<void> {
      for (const stop of running) await stop()
      await drop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

export type IdentityApp = Awaited<ReturnType<typeof startIdentityApp>>
