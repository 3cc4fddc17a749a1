import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { parse, TomlError } from 'smol-toml'
import { UsageError } from '../../model/errors.ts'
import { didYouMean } from './near-miss.ts'
import { addRawOption, type RawOptions } from './raw-options.ts'
import type { Blame, Table } from './read-tables.ts'
import { fileRows, tomlName } from './settings-table.ts'
import { indexLines } from './toml-lines.ts'

/** What a file of settings says. `tables` has the raw tables of rules by their names. */
export type FromFile = { options: RawOptions; tables: Table; blame: Blame; faults: string[] }

const rowsByName = new Map(fileRows.map((row) => [tomlName(row), row]))

/** @param name as it was asked for; without it, `site-sync.toml` is read if there is one */
export function readFile(cwd: string, name: unknown): FromFile {
  const shown = typeof name === 'string' ? name : 'site-sync.toml'
  const path = resolve(cwd, shown)
  const text = readText(path, shown, name === undefined)
  const toml = parseToml(text, shown)
  const lines = indexLines(text)
  const base = dirname(path)
  const faults: string[] = []
  const where = (table: string, nth: number, key?: string): string => {
    const line = lines(table, nth, key) ?? lines(table, nth)
    return `${shown}${line === null ? '' : `, line ${line}`}`
  }
  const blame: Blame = (table, nth, key, words) => {
    const named = [table === '' ? undefined : `[${table}]`, key].filter((part) => part !== undefined)
    faults.push(`${where(table, nth, key)}: ${named.join(' ')}: ${words}`)
  }
  const options: RawOptions = new Map()
  const tables: Table = {}
  for (const [key, raw] of Object.entries(toml)) {
    const row = rowsByName.get(key)
    if (row?.kind === 'table') tables[key] = raw
    else if (row) addRawOption(options, row.flag, { from: `${where('', 0, key)}: ${key}`, raw, base })
    else blame('', 0, key, `there is no such setting${didYouMean(key.replaceAll('-', '_'), rowsByName.keys())}`)
  }
  return { options, tables, blame, faults }
}

function readText(path: string, shown: string, isOptional: boolean): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (isOptional && (error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw new UsageError(`--config: ${shown} cannot be read: ${(error as Error).message}`)
  }
}

function parseToml(text: string, shown: string): Table {
  try {
    return parse(text)
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    const words = error.message.split('\n')[0]?.replace(/^Invalid TOML document: /, '')
    throw new UsageError(`${shown}, line ${error.line}: ${words}\n\n${error.codeblock.trimEnd()}`)
  }
}
