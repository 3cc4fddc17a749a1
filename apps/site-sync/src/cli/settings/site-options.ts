import { UsageError } from '../../model/errors.ts'
import type { Settings } from '../../model/settings.ts'
import { type Blame, isTable } from './read-tables.ts'
import { ValueFault } from './read-values.ts'
import { type SettingRow, settingsTable } from './settings-table.ts'

/** Settings for people at a command line. */
type OfTheCommandLine = 'out' | 'yes' | 'json' | 'silent' | 'color'

/** A site, as a program names it: bucket and folder, and whatever differs from the defaults. */
export type SiteSettings = Pick<Settings, 'bucket' | 'folder'> & Partial<Omit<Settings, OfTheCommandLine>>

/** What programs go by: they ask nobody, and print nothing. */
const ofTheCommandLine: Pick<Settings, OfTheCommandLine> = {
  out: null,
  yes: true,
  json: false,
  silent: [],
  color: null,
}
const rows = settingsTable.filter(({ setting, scope }) => setting !== null && scope === undefined)

/**
 * Reads the settings of a program. Neither the environment nor a file of settings is read.
 *
 * @throws UsageError that names everything that is wrong, a line each
 */
export function settingsFrom(given: SiteSettings): Settings {
  const faults: string[] = []
  const blame: Blame = (table, nth, key, words) =>
    faults.push(`${table === '' ? key : `${table}[${nth}].${key}`}: ${words}`)
  const settings: Record<string, unknown> = { ...ofTheCommandLine }
  for (const row of rows) {
    const name = row.setting as keyof SiteSettings
    settings[name] = row.readTable ? row.readTable(tableOf(name, given[name]), blame) : readOne(row, name)
    if (row.missing !== undefined && !given[name]) faults.push(`${name}: it is missing`)
  }
  const strange = Object.keys(given).find((name) => !rows.some(({ setting }) => setting === name))
  if (strange !== undefined) faults.push(`${strange}: there is no such option`)
  if (faults.length > 0) throw new UsageError(faults.join('\n'))
  return settings as Settings

  function readOne({ read, readOption = read, otherwise }: SettingRow, name: keyof SiteSettings): unknown {
    const raw: unknown = given[name]
    if (raw === undefined || raw === null) return otherwise
    try {
      return readOption({ from: name, raw, base: process.cwd() })
    } catch (error) {
      if (!(error instanceof ValueFault)) throw error
      // An empty text of a needed setting is named as missing.
      if (raw !== '' || !rows.some(({ setting, missing }) => setting === name && missing)) {
        faults.push(`${name}: ${error.message}`)
      }
      return otherwise
    }
  }
}

/** Programs write `{ match, headers }` for what is `match` and `set` in a file. */
function tableOf(name: keyof SiteSettings, raw: unknown): unknown {
  if (name !== 'headers' || !Array.isArray(raw)) return raw ?? undefined
  return raw.map((rule) => {
    if (!isTable(rule)) return rule
    const { headers, ...rest } = rule
    return { ...rest, ...(headers !== undefined && { set: headers }) }
  })
}
