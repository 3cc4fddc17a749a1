import { parseArgs } from 'node:util'
import { migrate } from '@cruddur/storage/migrate'
import { connect, type Db } from '@cruddur/storage/postgres'
import { StartupError } from '@cruddur/storage/startup-error'
import { pino } from 'pino'
import { openDatabase } from '../apps/api/src/adapters.ts'
import { type Config, parseConfig } from '../apps/api/src/config.ts'
import { ConfigError } from '../apps/api/src/config-error.ts'
import { readEnvFile } from '../apps/api/src/env-file.ts'
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
  if (!(error instanceof ConfigError || error instanceof StartupError || stop.signal.aborted)) throw error
  fail(stop.signal.aborted ? 'stopped: run it again to go on' : (error as Error).message)
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
  const [source, target] = [openArchive(from, db, config.messages), openArchive(to, db, config.messages)]
  opened.defer(async () => [source, target].forEach((archive) => void archive.close()))
  const progress = createProgress(await selectPeopleCount(db))
  const onProgress = (tally: Tally) =>
    progress.show(tally.people, `${tally.messages} messages in ${tally.groups} groups`)
  const people = selectPeople(db)
  const moved = await moveMessages({ from: source, to: target, people, keep, onProgress, signal: stop.signal }).finally(
    progress.end,
  )
  console.log(`${from}: ${lineOf(moved.source)}`)
  console.log(`${to}: ${lineOf(moved.target)}`)
  if (moved.differing.length === 0) console.log(keep ? 'Equal. Both have them.' : `Equal. ${from} has them no more.`)
  else console.error(`NOT EQUAL, left where they were: ${moved.differing.length} groups. Is somebody writing?`)
  return moved.differing.length === 0 ? 0 : 1
}

function lineOf({ groups, messages, sum }: Tally): string {
  return `${messages} messages in ${groups} groups, sha256 ${sum}`
}

function fail(words: string): void {
  for (const line of words.split('\n')) console.error(`cruddur: ${line}`)
  process.exitCode = 1
}
