import { exitCodes, Refusal, UsageError } from '../model/errors.ts'
import type { Talk } from '../model/reporter.ts'
import { applyCommand } from './commands/apply.ts'
import { inContext } from './commands/context.ts'
import { planCommand } from './commands/plan.ts'
import { statusCommand } from './commands/status.ts'
import { syncCommand } from './commands/sync.ts'
import { watchInterrupts } from './interrupt.ts'
import { createJsonTalk } from './reporter/json-reporter.ts'
import { createWordsTalk } from './reporter/text-reporter.ts'
import { helpText } from './settings/help.ts'
import { type Asked, readSettings } from './settings/read-settings.ts'

/**
 * Runs the command line.
 *
 * @param version of the package, for `--version`
 * @returns the exit code: every error has been reported
 */
export async function main(argv: string[], version: string): Promise<number> {
  // Whoever reads along may leave, as `head` does: the run goes on without.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  let talk: Talk = createWordsTalk(process, { silent: [], color: null })
  try {
    const asked = readSettings(argv)
    if (asked.command === 'help') process.stdout.write(helpText)
    else if (asked.command === 'version') process.stdout.write(`${version}\n`)
    else {
      const { settings } = asked
      talk = settings.json ? createJsonTalk(process.stdout, settings) : createWordsTalk(process, settings)
      await run(asked, talk)
    }
    return exitCodes.done
  } catch (error) {
    talk.fail(error instanceof Error ? error.message : String(error))
    return exitCodeOf(error)
  } finally {
    talk.end()
  }
}

type Work = Extract<Asked, { settings: unknown }>

async function run({ command, file, settings }: Work, talk: Talk): Promise<void> {
  const { signal, unwatch } = watchInterrupts(() => talk.note('Stopping: what is under way is finished first.'))
  try {
    await inContext({ settings, talk, signal }, async (context) => {
      if (command === 'plan') await planCommand(context)
      else if (command === 'status') await statusCommand(context)
      else if (command === 'apply' && file !== undefined) await applyCommand(context, file)
      else await syncCommand(context)
    })
  } finally {
    unwatch()
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return exitCodes.usage
  return error instanceof Refusal ? exitCodes.refused : exitCodes.failure
}
