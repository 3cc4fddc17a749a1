import { applyCommand } from './commands/apply.ts'
import { inContext } from './commands/context.ts'
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
