import { startEmbeddedPostgres } from '@cruddur/embedded-postgres/embedded-postgres'
import { createListener, type Listener } from '@cruddur/storage/listener'
import { migrate } from '@cruddur/storage/migrate'
import { connect, type Db } from '@cruddur/storage/postgres'
import { StartupError } from '@cruddur/storage/startup-error'
import type { FastifyBaseLogger } from 'fastify'
import type { Config } from './config/config.ts'
import { checkDatabase } from './database/database-check.ts'
import type { EmbeddedIdentityOptions } from './features/identity/embedded/embedded-identity.ts'
import type { Identity } from './features/identity/identity.port.ts'
import type { Messages } from './features/messages/messages.port.ts'
import type { Mail } from './mail/mail.ts'

export type Adapters = { db: Db; identity: Identity; messages: Messages; listener: Listener }

/**
 * Opens what the server stands on, as the settings choose it: the only place that tells one provider from another. A
 * provider that is not chosen is not loaded. What is opened is put on `opened`, to be closed in reverse.
 */
export async function openAdapters(
  config: Config,
  log: FastifyBaseLogger,
  opened: AsyncDisposableStack,
): Promise<Adapters> {
  const connectionUrl = await openDatabase(config, log, opened)
  const db = openPool(connectionUrl, log, opened)
  await migrate(db).catch(refuseRights)
  const mail = await openMail(config, log)
  opened.defer(() => mail.close())
  const identity = await openIdentity({ db, connectionUrl, mail, issuer: config.backendUrl, log })
  opened.defer(() => identity.close())
  const messages = await openMessages(config, db, log)
  opened.defer(() => messages.close())
  const listener = createListener(connectionUrl, 'cruddur_stream', (error) => {
    log.warn(`the connection that listens broke, will connect again: ${error.message}`)
  })
  opened.defer(() => listener.close())
  return { db, identity, messages, listener }
}

/** Only a database that somebody else has made for us can deny us rights. */
function refuseRights(error: unknown): never {
  if ((error as { code?: string }).code !== '42501') throw error
  const words = 'its user may not make tables and schemas: give it create on the database and on the schema public'
  throw new StartupError('CONNECTION_URL', words, { cause: error })
}

function openPool(connectionUrl: string, log: FastifyBaseLogger, opened: AsyncDisposableStack): Db {
  let ending = false
  const db = connect(connectionUrl, {
    // A connection that was let go of may still hear that PostgreSQL stops: nothing to worry an operator with.
    onConnectionError: (error) => ending || log.warn(`a database connection broke: ${error.message}`),
  })
  opened.defer(() => {
    ending = true
    return db.destroy()
  })
  return db
}

/** Opens the database of the settings, starting it where it is the embedded one. Gives its address. */
export async function openDatabase(
  { database }: Pick<Config, 'database'>,
  log: FastifyBaseLogger,
  opened: AsyncDisposableStack,
): Promise<string> {
  if (database.kind === 'url') {
    await checkDatabase(database.url)
    return database.url
  }
  const postgres = await startEmbeddedPostgres({ dataDir: database.dir, log })
  opened.defer(() => postgres.stop())
  return postgres.connectionUrl
}

async function openMail({ mail }: Config, log: FastifyBaseLogger): Promise<Mail> {
  if (mail.kind === 'smtp') return (await import('./mail/smtp-mail.ts')).createSmtpMail(mail)
  return (await import('./mail/outbox-mail.ts')).createOutboxMail(mail.dir, log)
}

async function openIdentity(options: EmbeddedIdentityOptions): Promise<Identity> {
  return (await import('./features/identity/embedded/embedded-identity.ts')).createEmbeddedIdentity(options)
}

/** Where direct messages are kept: also for what moves them, and for tests. */
export async function openMessages({ messages }: Config, db: Db, log: FastifyBaseLogger): Promise<Messages> {
  if (messages.kind === 'dynamodb') {
    const { openDynamodbMessages } = await import('./features/messages/dynamodb-messages/open-dynamodb-messages.ts')
    return openDynamodbMessages(messages, { db, log })
  }
  return (await import('./features/messages/postgres-messages/postgres-messages.ts')).createPostgresMessages(db)
}
