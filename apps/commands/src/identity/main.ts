import { migrate } from '@cruddur/storage/migrate'
import { connect, type Db } from '@cruddur/storage/postgres'
import { pino } from 'pino'
import { readConfig } from '../../../api/src/config/config.ts'
import { openExistingDatabase } from '../../../api/src/database/open-existing-database.ts'
import { runCommand } from '../command-line/run-command.ts'
import { applyLink, planOne, planPool } from './link.ts'
import { selectEverybody } from './people.store.ts'
import type { Plan } from './plan-links.ts'
import { type Arguments, readArguments, usage } from './read-arguments.ts'
import { linkLine, personLine, planLines } from './report.ts'
import { readPool } from './user-pool.ts'

await runCommand({
  usage,
  async run(args, signal) {
    const options = readArguments(args)
    if (!options) return null
    await using opened = new AsyncDisposableStack()
    const db = connect(await openExistingDatabase(await readConfig([]), pino({ level: 'warn' }), opened), { max: 2 })
    opened.defer(() => db.destroy())
    await migrate(db)
    if (options.action !== 'list') return await link(db, await planOf(db, options), options.yes, signal)
    let count = 0
    for await (const person of selectEverybody(db)) {
      console.log(personLine(person, options.showEmails))
      count++
    }
    if (count === 0) console.log('Nobody has an account here yet.')
    return 0
  },
  afterFailure: 'people are linked or are as they were, each by themselves',
})

async function planOf(db: Db, options: Exclude<Arguments, { action: 'list' }>): Promise<Plan> {
  if (options.action === 'link-pool') return planPool(db, await readPool(options.pool, '--from-pool'), options.to)
  return planOne(db, options, options.pool ? await readPool(options.pool, '--pool') : null)
}

/** @returns the exit code */
async function link(db: Db, plan: Plan, yes: boolean, signal: AbortSignal): Promise<number> {
  let failed = plan.refusals.length
  for (const each of plan.links) {
    signal.throwIfAborted()
    const isDone = !yes || (await applyLink(db, each))
    console.log(`${isDone ? (yes ? 'linked ' : 'would link ') : 'CHANGED MEANWHILE, not linked '}${linkLine(each)}`)
    if (!isDone) failed++
  }
  for (const line of planLines(plan)) console.log(line)
  console.log(
    yes ? `${plan.links.length} planned, ${failed} failed or refused.` : 'Nothing was changed. --yes does it.',
  )
  return failed > 0 ? 1 : 0
}
