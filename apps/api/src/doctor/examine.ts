import { findRunningPostgres } from '@cruddur/embedded-postgres/running'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { connect, type Db } from '@cruddur/storage/postgres'
import { StartupError } from '@cruddur/storage/startup-error'
import { type Logger, pino } from 'pino'
import { openMessages } from '../adapters.ts'
import type { Config } from '../config/config.ts'
import { checkDatabase } from '../database/database-check.ts'
import { loggable } from '../database/database-errors.ts'
import { checkKeys } from '../keys/open-keys.ts'
import { examineDatabase } from './examine-database.ts'
import { examineCertificate, examineDisk, examineMail } from './examine-machine.ts'
import { type Finding, finding } from './finding.ts'

export type Examination = {
  /** Ends sessions of ours that are stuck. */
  kill: boolean
  /** Seconds after which a transaction counts as stuck. */
  stuckAfter?: number
}

/** Checks everything that a server with these settings needs. Changes nothing, unless `kill` is given. */
export async function examine(config: Config, options: Examination): Promise<Finding[]> {
  return [
    finding('settings', 'ok', 'can be obeyed'),
    ...config.notices.map((notice) => finding('settings', 'warn', notice)),
    ...(await withDatabase(config, options)),
    await examineMail(config),
    await examineDisk(config),
  ]
}

async function withDatabase(config: Config, options: Examination): Promise<Finding[]> {
  const { database } = config
  const url = database.kind === 'url' ? database.url : findRunningPostgres(database.dir, 'Cruddur')
  if (!url) return [finding('database', 'warn', `no server runs in ${config.dataDir}: start it, and look again`)]
  const db = connect(url, { max: 2, applicationName: 'cruddur-doctor' })
  try {
    await checkDatabase(url)
    return [
      ...(await examineDatabase({ db, lagLimit: config.erasure.lagLimit, ...options })),
      await examineCertificate(config),
      ...(await examineStores(config, db)),
    ]
  } catch (error) {
    const words = error instanceof StartupError ? error.message : JSON.stringify(loggable(error))
    return [finding('database', 'fail', words)]
  } finally {
    await db.destroy()
  }
}

/** Looks at the key ring, and with it at the store of messages. */
async function examineStores(config: Config, db: Db): Promise<Finding[]> {
  const log = pino({ level: 'silent' })
  try {
    const keys = await checkKeys(config, db, log)
    try {
      const found = `the ring ${keys.id} is the one that this database's words are sealed with`
      return [finding('keys', 'ok', found), await examineMessages(config, db, keys, log)]
    } finally {
      await keys.close()
    }
  } catch (error) {
    if (!(error instanceof StartupError)) throw error
    return [finding('keys', 'fail', error.message)]
  }
}

/** Opens the store as the server does, which looks at the table and its time to live. */
async function examineMessages(config: Config, db: Db, keys: KeyRing, log: Logger): Promise<Finding> {
  const where = config.messages.kind === 'dynamodb' ? `the table ${config.messages.table} of DynamoDB` : 'PostgreSQL'
  try {
    await (await openMessages(config, { db, keys, log })).close()
    return finding('messages', 'ok', `are in ${where}`)
  } catch (error) {
    return finding('messages', 'fail', `${where}: ${(error as Error).message}`)
  }
}
