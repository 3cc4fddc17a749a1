import { inContext } from '../apply/context.ts'
import type { Reporter } from '../model/reporter.ts'
import { applyCommand } from './commands/apply.ts'
import { planCommand } from './commands/plan.ts'
import { statusCommand } from './commands/status.ts'
import { syncCommand } from './commands/sync.ts'
import { exitCodeOf, exitCodes } from './exit-codes.ts'
import { watchInterrupts } from './interrupt.ts'
import { createJsonReporter } from './reporter/json-reporter.ts'
import { createTextReporter } from './reporter/text-reporter.ts'
import { helpText } from './settings/help.ts'
import { type Asked, readSettings } from './settings/read-settings.ts'

/**
 * Runs the command line.
 *
 * @param version of the package, for `--version`
 * @returns the exit code: every error has been reported
 */
export async function main(argv: string[], version: string): Promise<number> {
  // A reader may close the pipe early, as `head` does: the run goes on.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  let reporter: Reporter = createTextReporter(process, { silent: [], color: null })
  try {
    const asked = readSettings(argv)
    if (asked.command === 'help') process.stdout.write(helpText())
    else if (asked.command === 'version') process.stdout.write(`${version}\n`)
    else {
      const { settings } = asked
      reporter = settings.json ? createJsonReporter(process.stdout, settings) : createTextReporter(process, settings)
      await run(asked, reporter)
    }
    return exitCodes.done
  } catch (error) {
    reporter.fail(error instanceof Error ? error.message : String(error))
    return exitCodeOf(error)
  } finally {
    reporter.end()
  }
}

type Work = Extract<Asked, { settings: unknown }>

async function run({ command, file, settings }: Work, reporter: Reporter): Promise<void> {
  const { signal, unwatch } = watchInterrupts(() => reporter.note('Stopping: what is under way is finished first.'))
  try {
    await inContext({ settings, reporter, signal }, async (context) => {
      if (command === 'plan') await planCommand(context)
      else if (command === 'status') await statusCommand(context)
      else if (command === 'apply' && file !== undefined) await applyCommand(context, file)
      else await syncCommand(context)
    })
  } finally {
    unwatch()
  }
}
