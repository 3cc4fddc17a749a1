import { resolve } from 'node:path'
import { UsageError } from '../../model/errors.ts'
import type { Settings } from '../../model/settings.ts'
import { addRawOption, type RawOptions } from './raw-options.ts'
import { readCommand, type Working } from './read-command.ts'
import { type Environment, readEnvironment } from './read-environment.ts'
import { type FromFile, readFile } from './read-file.ts'
import { readFlags } from './read-flags.ts'
import { ValueFault } from './read-values.ts'
import { type SettingRow, settingsTable, tomlName } from './settings-table.ts'

/** The command and its settings. `file` is the plan that is to be applied. */
export type Asked =
  | { command: 'help' }
  | { command: 'version' }
  | { command: Working; file?: string; settings: Settings }

/**
 * Reads what somebody asks for: from flags, else the environment, else the file of settings, else the defaults. Patterns
 * add up instead, wherever they are written.
 *
 * @throws UsageError that names everything that is wrong, a line each
 */
export function readSettings(argv: string[], env: Environment = process.env, cwd: string = process.cwd()): Asked {
  const flags = readFlags(argv, cwd)
  const asked = readCommand(flags)
  if (asked.command === 'help' || asked.command === 'version') return asked

  const file = readFile(cwd, flags.options.get('config')?.at(-1)?.raw)
  const tables = readTables(file)
  const faults = [...flags.faults, ...asked.faults, ...file.faults]
  const options = merge(flags.options, readEnvironment(env, cwd), file.options)
  const settings = { ...readAll(options, faults), ...tables } as Settings
  if (faults.length > 0) throw new UsageError(faults.join('\n'))
  return { command: asked.command, settings, ...(asked.file !== undefined && { file: resolve(cwd, asked.file) }) }
}

/** Patterns of all sources; of any other setting the last value of the first source that has one. */
function merge(...sources: RawOptions[]): RawOptions {
  const merged: RawOptions = new Map()
  for (const { flag, kind } of settingsTable) {
    const all = sources.map((source) => source.get(flag) ?? [])
    const chosen = kind === 'list' ? all.flat() : (all.find((some) => some.length > 0) ?? []).slice(-1)
    for (const option of chosen) addRawOption(merged, flag, option)
  }
  return merged
}

function readTables({ tables, blame }: FromFile): Partial<Settings> {
  const rows = settingsTable.filter(({ kind }) => kind === 'table')
  return Object.fromEntries(rows.map(({ setting, flag, readTable }) => [setting, readTable?.(tables[flag], blame)]))
}

function readAll(options: RawOptions, faults: string[]): Partial<Settings> {
  const settings: Record<string, unknown> = {}
  for (const row of settingsTable) {
    if (row.setting === null || row.kind === 'table') continue
    const values = readOne(row, options, faults)
    const before = settings[row.setting]
    settings[row.setting] =
      row.kind === 'list' ? [...((before as unknown[]) ?? []), ...values.flat()] : (values[0] ?? row.otherwise)
  }
  return settings
}

function readOne(row: SettingRow, options: RawOptions, faults: string[]): unknown[] {
  const written = options.get(row.flag) ?? []
  // A misspelled flag has been named already.
  const isNamed = faults.some((fault) => fault.includes(row.flag) || fault.includes(tomlName(row)))
  if (row.missing !== undefined && written.length === 0 && !isNamed) faults.push(row.missing)
  return written.flatMap((option) => {
    try {
      return [row.read(option)]
    } catch (error) {
      if (!(error instanceof ValueFault)) throw error
      faults.push(`${option.from}: ${error.message}`)
      return []
    }
  })
}
