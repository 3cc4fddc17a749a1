import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '@cruddur/embedded-postgres/embedded-postgres'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { createPostgresMessages } from '@cruddur/message-stores/postgres/postgres-messages'
import { createListener } from '@cruddur/storage/listener'
import { migrate } from '@cruddur/storage/migrate'
import { connect, type Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { pino } from 'pino'
import { buildApp } from '../apps/api/src/app.ts'
import { parseConfig } from '../apps/api/src/config/config.ts'
import { createEmbeddedIdentity } from '../apps/api/src/features/identity/embedded/embedded-identity.ts'
import { openKeys } from '../apps/api/src/keys/open-keys.ts'
import { createOutboxMail } from '../apps/api/src/mail/outbox-mail.ts'
import { createMetrics } from '../apps/api/src/telemetry/metrics/metrics.ts'
import { writeTestShell } from '../apps/api/src/testing/test-shell.ts'
import { sealAll } from './seal-all.ts'

const generous = { RATE_LIMIT_ADDRESS: '100000000/1min', RATE_LIMIT_PERSON: '100000000/1min' }

/**
 * The whole app on a PostgreSQL that `seed` has filled, in a directory that is deleted when the app is closed.
 *
 * @param options `seal: false` leaves cruds as they were before words were sealed
 */
export async function startSeededApp(seed: (db: Db, keys: KeyRing) => Promise<void>, { seal = true } = {}) {
  const dir = await mkdtemp(join(tmpdir(), 'cruddur-bench-'))
  const quiet = { info() {}, warn: console.warn, error: console.error }
  const postgres = await startEmbeddedPostgres({ program: 'Cruddur', dataDir: dir, log: quiet })
  const { connectionUrl } = postgres
  const db = connect(connectionUrl)
  await migrate(db)
  const config = parseConfig({ ...generous, DATA_DIR: dir, CONNECTION_URL: connectionUrl })
  const log = pino({ level: 'silent' })
  const keys = await openKeys(config, db, log)
  await db.connection().execute(async (connection) => {
    await sql`set statement_timeout = 0`.execute(connection)
    await seed(connection, keys)
    if (seal) await sealAll(connection, keys)
    await sql`vacuum analyze`.execute(connection)
    await sql`reset statement_timeout`.execute(connection)
  })

  const mail = await createOutboxMail(join(dir, 'outbox'), log)
  const issuer = config.backendUrl
  const mailDir = join(dir, 'mail-queue')
  const identity = await createEmbeddedIdentity({ db, connectionUrl, mail, mailDir, issuer, log })
  const listener = createListener(connectionUrl, 'cruddur_stream')
  const app = await buildApp(config, {
    db,
    costlyDb: db,
    backgroundDb: db,
    identity,
    messages: createPostgresMessages(db, keys),
    keys,
    listener,
    log,
    metrics: createMetrics(),
    webRoot: await writeTestShell(dir),
  })

  return {
    app,
    db,
    tokenOf: (sub: string) => identity.issue({ sub, sessionId: sub, signedInAt: new Date() }),
    async close(): Promise<void> {
      await app.close()
      await listener.close()
      await identity.close()
      await keys.close()
      await db.destroy()
      await postgres.stop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
