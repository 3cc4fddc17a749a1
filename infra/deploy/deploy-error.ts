import { StageConfigError } from '../lib/config/stage-config.ts'

/** A reason not to go on that whoever deploys can put right. */
export class DeployError extends Error {}

/** Runs a command to its end. What the caller can put right is a line, anything else a stack. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    const { code } = error as { code?: string }
    if (!(error instanceof DeployError || error instanceof StageConfigError || code?.startsWith('ERR_PARSE_ARGS')))
      throw error
    console.error((error as Error).message)
    process.exitCode = 1
  }
}
