import { surveySite } from './apply/survey.ts'
import { openBucket } from './bucket/open-bucket.ts'
import { applyCommand } from './commands/apply.ts'
import type { Context } from './commands/context.ts'
import { planCommand } from './commands/plan.ts'
import { statusCommand } from './commands/status.ts'
import { syncCommand } from './commands/sync.ts'
import { watchInterrupts } from './interrupt.ts'
import { exitCodes, Refusal, UsageError } from './refusal.ts'
import { helpText } from './settings/help.ts'
import { type Asked, readSettings } from './settings/read-settings.ts'
import { createJsonTalk } from './talk/json-talk.ts'
import type { Talk } from './talk/talk.ts'
import { createWordsTalk } from './talk/words-talk.ts'
import { version } from './version.ts'

/** Runs the command line. Gives the exit code; what went wrong has been said. */
export async function main(argv: string[]): Promise<number> {
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
  const bucket = await openBucket(settings, {
    onRetry: ({ operation, message, pause }) =>
      talk.warn(`${operation}: ${message}; trying again in ${(pause / 1000).toFixed(1)} s`),
  })
  const context: Context = { bucket, settings, talk, signal, survey: () => surveySite(bucket, settings, talk) }
  try {
    if (command === 'plan') await planCommand(context)
    else if (command === 'apply') await applyCommand(context, file ?? '')
    else if (command === 'status') await statusCommand(context)
    else await syncCommand(context)
  } finally {
    bucket.close()
    unwatch()
  }
}

function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return exitCodes.usage
  return error instanceof Refusal ? exitCodes.refused : exitCodes.failure
}
