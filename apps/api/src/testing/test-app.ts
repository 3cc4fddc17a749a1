import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Activity } from '@cruddur/contract/activities'
import { createActivity } from '@cruddur/contract/activities/publishing'
import type { Args, Endpoint } from '@cruddur/contract/endpoint'
import type { Lifetime } from '@cruddur/contract/lifetimes'
import { createListener } from '@cruddur/storage/listener'
import { connect } from '@cruddur/storage/postgres'
import { createTestDatabase } from '@cruddur/storage/test-database'
import { sql } from 'kysely'
import { afterAll, inject } from 'vitest'
import { openMessages } from '../adapters.ts'
import { buildApp, type Ports } from '../app.ts'
import { type Config, parseConfig } from '../config/config.ts'
import { createEmbeddedIdentity } from '../features/identity/embedded/embedded-identity.ts'
import { openKeys } from '../keys/open-keys.ts'
import { createOutboxMail } from '../mail/outbox-mail.ts'
import { createMetrics } from '../telemetry/metrics/metrics.ts'
import { openTelemetry } from '../telemetry/open-telemetry.ts'
import { traceAwsClient } from '../telemetry/tracing/aws-spans.ts'
import { recordStatements } from '../telemetry/tracing/statement-spans.ts'
import { type Answer, type CallOptions, call } from './contract-call.ts'
import { writeTestShell } from './test-shell.ts'

/** A person with an account and an access token. */
export type Member = { uuid: string; sub: string; handle: string; token: string }

export type TestApp = Awaited<ReturnType<typeof startTestApp>>

/** Tests send many requests from one address, and write to the database past the server, like another one. */
const settingsOfTests = {
  RATE_LIMIT_ADDRESS: '1000000/1min',
  RATE_LIMIT_PERSON: '1000000/1min',
  RATE_LIMIT_WEB_ERRORS: '1000000/1min',
  VISITORS_BEHIND_MS: '0',
}

/** The app of `startTestApp` for a whole file of tests, which closes it after the last. */
export async function useTestApp(settings: Record<string, string> = {}): Promise<TestApp> {
  const test = await startTestApp(settings)
  afterAll(() => test.close())
  return test
}

/** The real app on a database of its own, with the given settings. The erasure loop does not run. */
export async function startTestApp(settings: Record<string, string> = {}) {
  const dir = await mkdtemp(join(tmpdir(), 'cruddur-app-'))
  const database = await createTestDatabase(inject('postgresUrl'))
  const config: Config = parseConfig({
    ...settingsOfTests,
    DATA_DIR: dir,
    CONNECTION_URL: database.connectionUrl,
    ...settings,
  })
  const lines: string[] = []
  const opened = new AsyncDisposableStack()
  const telemetry = await openTelemetry(config.telemetry, opened, (line) => void lines.push(line))
  const { log, tracing } = telemetry
  const mail = await createOutboxMail(config.mail.kind === 'outbox' ? config.mail.dir : dir, log)
  const { connectionUrl } = database
  const db = tracing ? connect(connectionUrl, { observeStatements: recordStatements() }) : database.db
  if (tracing) opened.defer(() => db.destroy())
  const issuer = config.backendUrl
  const mailDir = join(dir, 'mail-queue')
  const identity = await createEmbeddedIdentity({ db, connectionUrl, mail, mailDir, issuer, log })
  const listener = createListener(connectionUrl, 'cruddur_stream')
  const keys = await openKeys(config, db, log)
  const messages = await openMessages(config, { db, keys, log }, tracing ? traceAwsClient : undefined)
  const pools = { db, costlyDb: db, backgroundDb: db }
  const shared = { ...pools, ...telemetry, metrics: createMetrics() }
  const ports: Ports = { ...shared, identity, messages, keys, listener, webRoot: await writeTestShell(dir) }
  const app = await buildApp(config, ports)
  const callApp = <E extends Endpoint>(
    endpoint: E,
    args: Args<E> | Record<string, unknown>,
    options?: CallOptions,
  ): Promise<Answer<E>> => call(app, endpoint, args, options)

  return {
    app,
    config,
    db,
    keys,
    ports,
    call: callApp,
    /** Everything that was logged so far. */
    logged: () => lines.join(''),
    /** A person with a token and no password. Signing up is slow, and has tests of its own. */
    async member(handle: string, display_name = handle): Promise<Member> {
      const { rows } = await sql<{ uuid: string; sub: string }>`
        insert into users (cognito_user_uuid, handle, display_name) values (gen_random_uuid(), ${handle}, ${display_name})
        returning uuid, cognito_user_uuid as sub`.execute(db)
      const { uuid, sub } = rows[0] as { uuid: string; sub: string }
      return { uuid, sub, handle, token: await identity.issue({ sub, sessionId: sub, signedInAt: new Date() }) }
    },
    /** Publishes a crud through the API. */
    async crud(as: Member, { message = 'a crud', ttl = '1-day' as Lifetime, headers = {} } = {}): Promise<Activity> {
      return (await callApp(createActivity, { message, ttl }, { as, headers })).reply
    },
    async close(): Promise<void> {
      await app.close()
      await listener.close()
      await messages.close()
      await keys.close()
      await identity.close()
      await opened.disposeAsync()
      await database.drop()
      await rm(dir, { recursive: true, force: true })
    },
  }
}
