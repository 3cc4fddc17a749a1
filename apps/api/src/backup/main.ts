import { resolve } from 'node:path'
import { findRunningPostgres } from '@cruddur/embedded-postgres/running'
import { connect, type Db } from '@cruddur/storage/postgres'
import { StartupError } from '@cruddur/storage/startup-error'
import { type Logger, pino } from 'pino'
import { openDatabase } from '../adapters.ts'
import { type Config, readConfig } from '../config/config.ts'
import { checkKeys } from '../keys/open-keys.ts'
import { refuse } from '../process/refusal.ts'
import { backUp } from './backup.ts'
import { createEraseExpired } from './erase-expired.ts'
import { restore } from './restore.ts'

// `npm run db:backup -- <file>` and `npm run db:restore -- <file> [--replace]`.

const usage = 'npm run db:backup -- <file>, while the server runs or not; npm run db:restore -- <file> [--replace]'
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
    throw new StartupError('usage', usage)
  }
  const path = resolve(file)
  const config = await readConfig([])
  const log = pino({ level: 'warn' })
  await using opened = new AsyncDisposableStack()
  const running = config.database.kind === 'embedded' ? findRunningPostgres(config.dataDir, 'Cruddur') : null
  const url = command === 'backup' && running ? running : await openDatabase(config, log, opened)
  const db = connect(url, { max: 2, statementMs, applicationName: `cruddur-${command}` })
  opened.defer(() => db.destroy())
  const eraseExpired = createEraseExpired(log)
  if (command === 'backup') {
    const { rows } = await backUp(db, path, eraseExpired)
    return `${rows} rows that live now are in ${path}`
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
