import { createProgress } from '@cruddur/commands/command-line/progress'
import { runCommand } from '@cruddur/commands/command-line/run-command'
import { connect, type Db } from '@cruddur/storage/postgres'
import { StartupError } from '@cruddur/storage/startup-error'
import { pino } from 'pino'
import { openDatabase } from '../../api/src/adapters.ts'
import { type Config, readConfig } from '../../api/src/config/config.ts'
import { openKeys } from '../../api/src/keys/open-keys.ts'
import { importOriginal } from './import-original.ts'
import { lockImport, selectIsMigrated, selectOverSince, unlockImport } from './imports.store.ts'
import { type Arguments, readArguments, usage } from './read-arguments.ts'
import { isComplete } from './report/report.ts'
import { reportLines } from './report/report-lines.ts'
import { openSource } from './source/open-source.ts'

const rowsPerBatch = 500
const statementMs = 120_000

await runCommand({
  usage,
  async run(args, signal) {
    const options = readArguments(args)
    return options && bringAlong(options, await readConfig([]), signal)
  },
  afterFailure: 'what was taken is here, and running it again goes on from there',
})

/** @returns the exit code */
async function bringAlong({ from, dryRun }: Arguments, config: Config, signal: AbortSignal) {
  await using opened = new AsyncDisposableStack()
  const log = pino({ level: 'warn' })
  const url = await openDatabase(config, log, opened)
  const db = connect(url, { max: 3, statementMs })
  opened.defer(() => db.destroy())
  await refuseUnfitTarget(db)
  const keys = await openKeys(config, db, log)
  opened.defer(() => keys.close())
  const source = await openSource(from, db, rowsPerBatch)
  opened.defer(() => source.close())
  // Awaited here: leaving the function closes both databases.
  return await db.connection().execute(async (connection) => {
    if (!(await lockImport(connection))) throw new StartupError('CONNECTION_URL', 'another import is running on it')
    const progress = createProgress(source.counts.people + source.counts.activities)
    try {
      const withAccounts = hasOwnAccounts(config)
      const onProgress = (seen: number) => progress.show(seen, `${seen} rows${dryRun ? ', dry run' : ''}`)
      const totals = await importOriginal({ source, db, keys, dryRun, withAccounts, onProgress, signal })
      progress.end()
      for (const line of reportLines(totals, source.counts)) console.log(line)
      if (dryRun) console.log('Dry run: nothing was changed.')
      return isComplete(totals, source.counts) ? 0 : 1
    } finally {
      await unlockImport(connection)
    }
  })
}

/** Whether people sign in by accounts in our database. With Cognito their addresses stay in the user pool. */
function hasOwnAccounts({ identity }: Pick<Config, 'identity'>): boolean {
  return identity.kind === 'embedded'
}

async function refuseUnfitTarget(db: Db): Promise<void> {
  if (!(await selectIsMigrated(db))) {
    const problem = 'its tables are not there or not up to date: run `npm start` once, then stop it'
    throw new StartupError('CONNECTION_URL', problem)
  }
  const since = await selectOverSince(db)
  if (since) {
    const problem = `the import began on ${since.slice(0, 10)}, and is over after 30 days: what people deleted here would come back`
    throw new StartupError('CONNECTION_URL', problem)
  }
}
