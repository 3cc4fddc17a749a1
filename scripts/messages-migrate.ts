import { parseArgs } from 'node:util'
import { AppError } from '@cruddur/contract/app-error'
import { migrate } from '@cruddur/storage/migrate'
import { connect, type Db } from '@cruddur/storage/postgres'
import { StartupError } from '@cruddur/storage/startup-error'
import { pino } from 'pino'
import { openDatabase } from '../apps/api/src/adapters.ts'
import { type Config, parseConfig } from '../apps/api/src/config/config.ts'
import { ConfigError } from '../apps/api/src/config/config-error.ts'
import { readEnvFile } from '../apps/api/src/config/env-file.ts'
import { isDatabaseUnavailable, loggable } from '../apps/api/src/database/database-errors.ts'
import { moveMessages, type Tally } from '../apps/api/src/features/messages/move-messages.ts'
import { openArchive, stores } from '../apps/api/src/features/messages/open-archive.ts'
import { selectPeople, selectPeopleCount } from '../apps/api/src/features/messages/people.store.ts'
import { createProgress } from './progress.ts'

const usage = `Moves direct messages from one store to another, with the server stopped. Stopped or failed, run it again.

  npm run messages:migrate -- --from STORE --to STORE [--keep]

STORE: postgres; dynamodb, the table DDB_MESSAGE_TABLE; or, to move from, original: what the first Cruddur kept in that table.
--keep leaves the messages where they were, too.`

const { from, to, keep } = readArguments()
const stop = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())

try {
  process.exitCode = await run(parseConfig(process.env, readEnvFile(new URL('../.env', import.meta.url).pathname)))
} catch (error) {
  if (stop.signal.aborted) fail('stopped: run it again to go on')
  else if (error instanceof ConfigError || error instanceof StartupError) fail(error.message)
  else if (error instanceof AppError || isDatabaseUnavailable(error)) fail('a store is away: run it again to go on')
  else {
    // PostgreSQL quotes what it refuses, and with it what people wrote.
    console.error(loggable(error))
    fail('something is wrong that should not be: what was not moved is where it was')
  }
}

function readArguments() {
  const options = {
    from: { type: 'string' },
    to: { type: 'string' },
    keep: { type: 'boolean', default: false },
  } as const
  try {
    const { from = '', to = '', keep } = parseArgs({ options }).values
    if (stores.from.includes(from) && stores.to.includes(to) && from !== to) return { from, to, keep }
  } catch {
    // What parseArgs does not know is not in the usage either.
  }
  console.error(usage)
  process.exit(64)
}

async function run(config: Config): Promise<number> {
  await using opened = new AsyncDisposableStack()
  const db: Db = connect(await openDatabase(config, pino({ level: 'warn' }), opened))
  opened.defer(() => db.destroy())
  await migrate(db)
  const settings = { db, messages: config.messages }
  const source = await openArchive(from, 'from', settings)
  opened.defer(() => source.close())
  const target = await openArchive(to, 'to', settings)
  opened.defer(() => target.close())
  const progress = createProgress(await selectPeopleCount(db))
  const onProgress = (tally: Tally) =>
    progress.show(tally.people, `${tally.messages} messages in ${tally.groups} groups`)
  const people = selectPeople(db)
  const moved = await moveMessages({ from: source, to: target, people, keep, onProgress, signal: stop.signal }).finally(
    progress.end,
  )
  console.log(`${from}: ${lineOf(moved.source)}`)
  console.log(`${to}: ${lineOf(moved.target)}`)
  const differing = moved.differing.length
  if (differing > 0) {
    console.error(`NOT EQUAL, left where they were: ${differing} groups. Is somebody writing, or is an account gone?`)
  } else if (moved.source.groups === 0) console.log(`There was nothing to move: ${from} has none.`)
  else console.log(keep ? 'Equal. Both have them.' : `Equal. ${from} has them no more.`)
  return differing === 0 ? 0 : 1
}

function lineOf({ groups, messages, sum }: Tally): string {
  return `${messages} messages in ${groups} groups, sha256 ${sum}`
}

function fail(words: string): void {
  for (const line of words.split('\n')) console.error(`cruddur: ${line}`)
  process.exitCode = 1
}
