import { AppError } from '@cruddur/contract/app-error'
import { migrate } from '@cruddur/storage/migrate'
import { connect, type Db } from '@cruddur/storage/postgres'
import { StartupError } from '@cruddur/storage/startup-error'
import { pino } from 'pino'
import { openDatabase } from '../../api/src/adapters.ts'
import { type Config, readConfig } from '../../api/src/config/config.ts'
import { ConfigError } from '../../api/src/config/config-error.ts'
import { isDatabaseUnavailable, loggable } from '../../api/src/database/database-errors.ts'
import { type Moved, moveMessages } from './move-messages.ts'
import { openSource, openTarget } from './open-archives.ts'
import { selectPeople, selectPeopleCount } from './people.store.ts'
import { createProgress } from './progress.ts'
import { readArguments, usage } from './read-arguments.ts'
import type { Tally } from './tally.ts'

type Arguments = NonNullable<ReturnType<typeof readArguments>>

/** As in sysexits.h: the command was used wrongly. */
const exitUsage = 64

const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())

try {
  const options = readArguments(process.argv.slice(2))
  if (options) process.exitCode = report(options, await run(options, await readConfig([])))
  else {
    console.error(usage)
    process.exitCode = exitUsage
  }
} catch (error) {
  if (stop.signal.aborted) fail('stopped: run it again to go on')
  else if (error instanceof ConfigError || error instanceof StartupError) fail(error.message)
  else if (error instanceof AppError || isDatabaseUnavailable(error)) fail('a store is away: run it again to go on')
  else {
    // Not the error itself: PostgreSQL quotes the row that it refuses, and with it what people wrote.
    console.error(loggable(error))
    fail('something is wrong that should not be: what was not moved is where it was')
  }
}

async function run({ from, to, keep }: Arguments, config: Config): Promise<Moved> {
  await using opened = new AsyncDisposableStack()
  const db: Db = connect(await openDatabase(config, pino({ level: 'warn' }), opened))
  opened.defer(() => db.destroy())
  await migrate(db)
  const settings = { db, messages: config.messages }
  const source = await openSource(from, settings)
  opened.defer(() => source.close())
  const target = await openTarget(to, settings)
  opened.defer(() => target.close())
  const progress = createProgress(await selectPeopleCount(db))
  opened.defer(() => progress.end())
  return await moveMessages({
    from: source,
    to: target,
    people: selectPeople(db),
    keep,
    onProgress: (tally) => progress.show(tally.people, `${tally.messages} messages in ${tally.groups} groups`),
    signal: stop.signal,
  })
}

/** Prints what was moved. @returns the exit code */
function report({ from, to, keep }: Arguments, { source, target, differing }: Moved): number {
  console.log(`${from}: ${describe(source)}`)
  console.log(`${to}: ${describe(target)}`)
  if (differing.length > 0) {
    const groups = `${differing.length} groups`
    console.error(`NOT EQUAL, left where they were: ${groups}. Is somebody writing, or is an account gone?`)
    return 1
  }
  if (source.groups === 0) console.log(`There was nothing to move: ${from} has none.`)
  else console.log(keep ? 'Equal. Both have them.' : `Equal. ${from} has them no more.`)
  return 0
}

function describe({ groups, messages, sum }: Tally): string {
  return `${messages} messages in ${groups} groups, sha256 ${sum}`
}

function fail(problem: string): void {
  for (const line of problem.split('\n')) console.error(`cruddur: ${line}`)
  process.exitCode = 1
}
