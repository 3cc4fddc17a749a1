import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { parse, TomlError } from 'smol-toml'
import { UsageError } from '../../model/errors.ts'
import type { Settings } from '../../model/settings.ts'
import { didYouMean } from './near-miss.ts'
import { isOptionName, optionNames, optionOf, tomlName } from './options.ts'
import { type Said, say } from './raw-options.ts'
import { type Blame, readEncodingRules, readHeaderRules, readRedirects, type Table } from './read-tables.ts'
import { indexLines } from './toml-lines.ts'

/** What a file of settings says. */
export type FromFile = {
  said: Said
  rules: Pick<Settings, 'headers' | 'encodings' | 'redirects'>
  faults: string[]
}

const tables = ['headers', 'encodings', 'redirects']
const fileNames = optionNames.filter((name) => !optionOf(name).flagOnly).map(tomlName)

/** @param name as it was asked for; without it, `site-sync.toml` is read if it is there */
export function readFile(cwd: string, name: unknown): FromFile {
  const shown = typeof name === 'string' ? name : 'site-sync.toml'
  const path = resolve(cwd, shown)
  const text = readText(path, shown, name === undefined)
  const settings = parseToml(text, shown)
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
  const said: Said = new Map()
  for (const [key, raw] of Object.entries(settings)) {
    const option = key.replaceAll('_', '-')
    if (tables.includes(key)) continue
    if (fileNames.includes(key) && isOptionName(option))
      say(said, option, { from: `${where('', 0, key)}: ${key}`, raw, base })
    else blame('', 0, key, `there is no such setting${didYouMean(key.replaceAll('-', '_'), [...fileNames, ...tables])}`)
  }
  const rules = {
    headers: readHeaderRules(settings['headers'], blame),
    encodings: readEncodingRules(settings['encodings'], blame),
    redirects: readRedirects(settings['redirects'], blame),
  }
  return { said, rules, faults }
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
