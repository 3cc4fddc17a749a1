import { createProgress } from '@cruddur/commands/command-line/progress'
import { runCommand } from '@cruddur/commands/command-line/run-command'
import { migrate } from '@cruddur/storage/migrate'
import { connect, type Db } from '@cruddur/storage/postgres'
import { pino } from 'pino'
import { openDatabase } from '../../api/src/adapters.ts'
import { type Config, readConfig } from '../../api/src/config/config.ts'
import { openKeys } from '../../api/src/keys/open-keys.ts'
import { checkClock } from './check-clock.ts'
import { type Moved, moveMessages } from './move-messages.ts'
import { openSource, openTarget } from './open-archives.ts'
import { selectKnown, selectPeople, selectPeopleCount } from './people.store.ts'
import { type Arguments, readArguments, usage } from './read-arguments.ts'
import { report } from './report.ts'

await runCommand({
  usage,
  async run(args, signal) {
    const options = readArguments(args)
    return options && report(options, await move(options, await readConfig([]), signal))
  },
  afterFailure: 'what was not moved is where it was',
})

async function move({ from, to, keep }: Arguments, config: Config, signal: AbortSignal): Promise<Moved> {
  await using opened = new AsyncDisposableStack()
  const log = pino({ level: 'warn' })
  const db: Db = connect(await openDatabase(config, log, opened))
  opened.defer(() => db.destroy())
  await migrate(db)
  await checkClock(db)
  const keys = await openKeys(config, db, log)
  opened.defer(() => keys.close())
  const settings = { db, keys, messages: config.messages, known: (uuids: string[]) => selectKnown(db, uuids) }
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
    signal,
  })
}
