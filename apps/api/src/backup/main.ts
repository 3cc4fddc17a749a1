import { resolve } from 'node:path'
import { connect, type Db } from '@cruddur/storage/postgres'
import { StartupError } from '@cruddur/storage/startup-error'
import { type Logger, pino } from 'pino'
import { openDatabase } from '../adapters.ts'
import { type Config, readConfig } from '../config/config.ts'
import { openExistingDatabase } from '../database/open-existing-database.ts'
import { checkKeys } from '../keys/open-keys.ts'
import { refuse } from '../process/refusal.ts'
import { backUp } from './backup.ts'
import { createEraseExpired } from './erase-expired.ts'
import { restore } from './restore.ts'

// `npm run db:backup -- <file>` and `npm run db:restore -- <file> [--replace]`.

const usage = `Copies what lives now into a file, while the server runs or not, or a file into the database of a stopped server.
  npm run db:backup -- FILE
  npm run db:restore -- FILE [--replace]
--replace deletes what is in the database first.`
/** As in sysexits.h: the command was used wrongly. */
const exitUsage = 64
const statementMs = 600_000
const knownOptions = new Map<string, string[]>([
  ['backup', []],
  ['restore', ['--replace']],
])

async function run(args: string[]): Promise<string> {
  const [command = '', file, ...others] = args.filter((arg) => !arg.startsWith('--'))
  const options = args.filter((arg) => arg.startsWith('--'))
  const known = knownOptions.get(command)
  if (!known || !file || others.length > 0 || options.some((option) => !known.includes(option))) {
    console.error(usage)
    process.exit(exitUsage)
  }
  const path = resolve(file)
  const config = await readConfig([])
  const log = pino({ level: 'warn' })
  await using opened = new AsyncDisposableStack()
  const open = command === 'backup' ? openExistingDatabase : openDatabase
  const url = await open(config, log, opened)
  const db = connect(url, { max: 2, statementMs, applicationName: `cruddur-${command}` })
  opened.defer(() => db.destroy())
  const eraseExpired = createEraseExpired(log)
  if (command === 'backup') {
    const { rows } = await backUp(db, path, eraseExpired)
    return `${rows} rows that live now are in ${path}. The keys of their words are not, on purpose: they stay where the server has them`
  }
  const rows = await restore(db, path, { replace: options.includes('--replace'), eraseExpired })
  const restored = `${rows} rows were restored; those whose time was over are erased again`
  return `${restored}. ${await whichRing(config, db, log)}`
}

/** What the server will need to start on the restored database. */
async function whichRing(config: Config, db: Db, log: Logger): Promise<string> {
  try {
    await (await checkKeys(config, db, log)).close()
    return 'This machine has the key ring that their words are sealed with'
  } catch (error) {
    if (error instanceof StartupError) return `The server will not start yet. ${error.message}`
    throw error
  }
}

try {
  console.log(await run(process.argv.slice(2)))
} catch (error) {
  refuse(error)
}
