import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { defaults } from '../src/cli/settings/defaults.ts'
import { optionNames, optionOf, tomlName } from '../src/cli/settings/options.ts'
import { exitCodes } from '../src/model/errors.ts'
import { cacheControls } from '../src/rules/headers.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
/** Rows of tables, by what stands in their first cell; the first of those that share it. */
const rows = new Map(
  [...readme.matchAll(/^\| (.+?) \| (.+) \|$/gm)]
    .map(([, first = '', rest = '']) => [first.replaceAll('`', ''), rest] as const)
    .reverse(),
)
const inFile = optionNames.filter((name) => !optionOf(name).flagOnly)

describe('the README', () => {
  it.each(inFile)('tells of the setting %s, of its flag and of its variables', (name) => {
    const row = rows.get(tomlName(name))
    expect(row).toContain(`\`--${name}\``)
    const plain = (optionOf(name).env ?? []).filter((variable) => !variable.startsWith('SYNC_'))
    for (const variable of plain) expect(row).toContain(`\`${variable}\``)
  })

  it('tells of the defaults', () => {
    const { region, maxDelete, adopt, maxPaths, concurrency, silent } = defaults
    expect(rows.get('max_delete')).toContain(`${maxDelete.share * 100}% or ${maxDelete.count}`)
    const told = { region, adopt, max_paths: maxPaths, concurrency, silent: silent.join() }
    for (const [name, value] of Object.entries(told)) expect(rows.get(name)).toContain(`\`${value}\``)
    for (const value of Object.values(cacheControls)) expect(readme).toContain(`\`${value}\``)
  })

  it('tells of the exit codes', () => {
    for (const code of Object.values(exitCodes)) expect(rows.get(String(code))).toMatch(/\w/)
  })
})
