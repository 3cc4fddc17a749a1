import { parseArgs } from 'node:util'
import { StartupError } from '@cruddur/storage/startup-error'
import { connectionUrl } from '../../api/src/config/setting-values.ts'

export const usage = `Brings people and cruds along from the database of the first Cruddur. Stop both servers first.

  npm run import:original -- --from postgresql://user@host:5432/cruddur [--dry-run]

The target is the database of the server: CONNECTION_URL, or the embedded one. Nothing is written to the source. PGPASSWORD can
hold its password. If the import fails or is stopped, run it again.
--dry-run changes nothing, and prints the report.`

export type Arguments = { from: string; dryRun: boolean }

const options = {
  from: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
} as const

/**
 * The arguments of the command line, or null if they are not as `usage` says.
 *
 * @throws StartupError if `--from` is no address
 */
export function readArguments(args: string[]): Arguments | null {
  const values = parse(args)
  if (!values?.from) return null
  const address = connectionUrl.safeParse(values.from)
  if (!address.success) throw new StartupError('--from', address.error.issues[0]?.message ?? 'cannot be read')
  return { from: values.from, dryRun: values['dry-run'] }
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options }).values
  } catch {
    return null
  }
}
