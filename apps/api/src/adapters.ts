import { join } from 'node:path'
import { startEmbeddedPostgres } from '@cruddur/embedded-postgres/embedded-postgres'
import { EmbeddedPostgresError } from '@cruddur/embedded-postgres/embedded-postgres-error'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { Messages } from '@cruddur/message-stores/messages.port'
import { createListener, type Listener } from '@cruddur/storage/listener'
import { migrate } from '@cruddur/storage/migrate'
import { type ConnectOptions, connect, type Db } from '@cruddur/storage/postgres'
import { StartupError } from '@cruddur/storage/startup-error'
import type { FastifyBaseLogger } from 'fastify'
import { costlyConnections } from './admission/admission.ts'
import { requestConnections } from './admission/feature-turns.ts'
import type { Config } from './config/config.ts'
import { checkDatabase } from './database/database-check.ts'
import { loggable } from './database/database-errors.ts'
import type { EmbeddedIdentityOptions } from './features/identity/embedded/embedded-identity.ts'
import type { Identity } from './features/identity/identity.port.ts'
import { openKeys } from './keys/open-keys.ts'
import { countMails } from './mail/count-mails.ts'
import type { Mail } from './mail/mail.ts'
import { logStuckRow } from './retention/table-eraser.ts'
import type { Metrics } from './telemetry/metrics/metrics.ts'
import { type AwsClient, traceAwsClient } from './telemetry/tracing/aws-spans.ts'
import { recordStatements } from './telemetry/tracing/statement-spans.ts'
import type { Tracing } from './telemetry/tracing/tracing.ts'

/**
 * Three pools on one database, so that no kind of work takes the connections of another: `db` for requests, `costlyDb` for
 * reads that can take long, `backgroundDb` for what must go on while everybody asks, such as erasure.
 */
export type Pools = { db: Db; costlyDb: Db; backgroundDb: Db }

export type Adapters = Pools & { identity: Identity; messages: Messages; keys: KeyRing; listener: Listener }

// A request waits for a connection, and then for its answer. Together that is less than 5 s, however long the database
// stalls.
const requestPool = { max: requestConnections, connectMs: 1_000, statementMs: 2_500, lockMs: 2_000, answerMs: 3_000 }
const costlyPool = { max: costlyConnections, connectMs: 1_000, statementMs: 1_000, answerMs: 2_000 }
const backgroundPool = { max: 5 }

/**
 * Opens the adapters that the settings choose, and loads no others. Everything that it opens is put on `opened`, which
 * closes it in reverse order.
 */
export async function openAdapters(
  config: Config,
  log: FastifyBaseLogger,
  opened: AsyncDisposableStack,
  { metrics, tracing = null }: { metrics: Pick<Metrics, 'mails' | 'mailsWaiting'>; tracing?: Tracing | null },
): Promise<Adapters> {
  const observed = tracing ? { observeStatements: recordStatements() } : {}
  const connectionUrl = await openDatabase(config, log, opened)
  const backgroundDb = openPool(connectionUrl, { ...backgroundPool, ...observed }, log, opened)
  await migrate(backgroundDb).catch(refuseRights)
  const keys = await openKeys(config, backgroundDb, log)
  opened.defer(() => keys.close())
  const db = openPool(connectionUrl, { ...requestPool, ...observed }, log, opened)
  const costlyDb = openPool(connectionUrl, { ...costlyPool, ...observed }, log, opened)
  const mail = countMails(await openMail(config, log), metrics)
  opened.defer(() => mail.close())
  const identity = await openIdentity(config, {
    db,
    connectionUrl,
    mail,
    mailDir: join(config.dataDir, 'mail-queue'),
    issuer: config.backendUrl,
    origins: config.origins,
    log,
  })
  opened.defer(() => identity.close())
  const messages = await openMessages(config, { db, keys, log }, tracing ? traceAwsClient : undefined)
  opened.defer(() => messages.close())
  const listener = createListener(connectionUrl, 'cruddur_stream', (error) => {
    log.warn(`the connection that listens broke, will connect again: ${error.message}`)
  })
  opened.defer(() => listener.close())
  return { db, costlyDb, backgroundDb, identity, messages, keys, listener }
}

/** Only a database of CONNECTION_URL can lack rights: on the embedded one we have all. */
function refuseRights(error: unknown): never {
  if ((error as { code?: string }).code !== '42501') throw error
  const words = 'its user may not make tables and schemas: give it create on the database and on the schema public'
  throw new StartupError('CONNECTION_URL', words, { cause: error })
}

function openPool(
  connectionUrl: string,
  options: ConnectOptions,
  log: FastifyBaseLogger,
  opened: AsyncDisposableStack,
): Db {
  let ending = false
  const db = connect(connectionUrl, {
    ...options,
    // While the pool closes, its connections may still report that PostgreSQL stops. That is no news to the operator.
    onConnectionError: (error) => ending || log.warn(`a database connection broke: ${error.message}`),
  })
  opened.defer(() => {
    ending = true
    return db.destroy()
  })
  return db
}

/** Opens the database of the settings, and starts it if it is the embedded one. Returns its address. */
export async function openDatabase(
  { database }: Pick<Config, 'database'>,
  log: FastifyBaseLogger,
  opened: AsyncDisposableStack,
): Promise<string> {
  if (database.kind === 'url') {
    await checkDatabase(database.url)
    return database.url
  }
  const postgres = await startEmbeddedPostgres({ dataDir: database.dir, program: 'Cruddur', log }).catch(refuseToStart)
  opened.defer(() => postgres.stop())
  return postgres.connectionUrl
}

/** Names the setting that an operator can change. */
function refuseToStart(error: unknown): never {
  if (!(error instanceof EmbeddedPostgresError)) throw error
  if (error.subject === 'directory') throw new StartupError('DATA_DIR', error.message, { cause: error })
  const problem = `not set, and ${error.message}, or set it to a PostgreSQL 18`
  throw new StartupError('CONNECTION_URL', problem, { cause: error })
}

async function openMail({ mail }: Config, log: FastifyBaseLogger): Promise<Mail> {
  if (mail.kind === 'smtp') return (await import('./mail/smtp-mail.ts')).createSmtpMail(mail)
  return (await import('./mail/outbox-mail.ts')).createOutboxMail(mail.dir, log)
}

async function openIdentity({ identity }: Config, options: EmbeddedIdentityOptions): Promise<Identity> {
  if (identity.kind === 'cognito') {
    const { createCognitoIdentity } = await import('./features/identity/cognito/cognito-identity.ts')
    return createCognitoIdentity({ ...options, pool: identity })
  }
  return (await import('./features/identity/embedded/embedded-identity.ts')).createEmbeddedIdentity(options)
}

/** Opens the store of direct messages. Also used by tests and by the tool that moves messages. */
export async function openMessages(
  { messages }: Config,
  { db, keys, log }: { db: Db; keys: KeyRing; log: FastifyBaseLogger },
  observeClient?: (client: AwsClient) => void,
): Promise<Messages> {
  if (messages.kind === 'dynamodb') {
    const { openDynamodbMessages } = await import('@cruddur/message-stores/dynamodb/open-dynamodb-messages')
    const onAnnouncementError = (error: unknown) =>
      log.warn({ error: loggable(error) }, 'streams could not be told of a message')
    return openDynamodbMessages(messages, { db, keys, onAnnouncementError, observeClient })
  }
  return (await import('@cruddur/message-stores/postgres/postgres-messages')).createPostgresMessages(db, keys, {
    onStuck: (row, error) => logStuckRow(log, row, error),
  })
}
