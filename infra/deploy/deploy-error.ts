import { StageConfigError } from '../lib/config/stage-config.ts'

/** An error that the person who deploys can fix. */
export class DeployError extends Error {}

/** Runs a command to its end. Prints a line for an error that the caller can fix, and a stack for any other. */
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
