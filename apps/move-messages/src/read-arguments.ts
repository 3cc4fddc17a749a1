import { parseArgs } from 'node:util'
import { type SourceName, sourceNames, type TargetName, targetNames } from './open-archives.ts'

export const usage = `Moves direct messages from one store to another. Stop the server first, and with --from original that of
the first Cruddur too. If it fails or is stopped, run it again.

  npm run messages:migrate -- --from STORE --to STORE [--keep]

STORE is postgres; or dynamodb, the table DDB_MESSAGE_TABLE; or, only after --from, original: the rows of the first Cruddur
in that table.
--keep leaves the messages in the old store as well.`

const options = { from: { type: 'string' }, to: { type: 'string' }, keep: { type: 'boolean', default: false } } as const

export type Arguments = { from: SourceName; to: TargetName; keep: boolean }

/** The arguments of the command line, or null if they are not as `usage` says. */
export function readArguments(args: string[]): Arguments | null {
  try {
    const { from, to, keep } = parseArgs({ args, options }).values
    return isSource(from) && isTarget(to) && from !== to ? { from, to, keep } : null
  } catch {
    return null
  }
}

function isSource(name: string | undefined): name is SourceName {
  return sourceNames.some((source) => source === name)
}

function isTarget(name: string | undefined): name is TargetName {
  return targetNames.some((target) => target === name)
}
