import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { exitCodes } from '../src/cli/exit-codes.ts'
import { readmeTable } from '../src/cli/settings/help.ts'
import { fileRows, settingsTable, tomlName } from '../src/cli/settings/settings-table.ts'
import { cacheControls } from '../src/rules/headers.ts'
import { testSettings } from './test-settings.ts'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
/** Rows of tables, by what stands in their first cell; the first of those that share it. */
const rows = new Map(
  [...readme.matchAll(/^\| (.+?) \| (.+) \|$/gm)]
    .map(([, first = '', rest = '']) => [first.replaceAll('`', ''), rest] as const)
    .reverse(),
)
const inFile = fileRows.filter(({ kind }) => kind !== 'table')

describe('the README', () => {
  it.each(inFile)('tells of the setting $flag, of its flag and of its variables', (row) => {
    const cells = rows.get(tomlName(row))
    expect(cells).toContain(`\`--${row.flag}\``)
    const plain = (row.env ?? []).filter((variable) => !variable.startsWith('SYNC_'))
    for (const variable of plain) expect(cells).toContain(`\`${variable}\``)
  })

  it('has the table of settings', () => expect(readme).toContain(readmeTable()))

  it('tells of the defaults', () => {
    const defaults = Object.fromEntries(settingsTable.map(({ flag, otherwise }) => [flag, otherwise]))
    const { share, count } = defaults['max-delete'] as { share: number; count: number }
    expect(rows.get('max_delete')).toContain(`${share * 100}% or ${count}`)
    for (const flag of ['region', 'adopt', 'max-paths', 'concurrency', 'silent']) {
      expect(rows.get(flag.replaceAll('-', '_'))).toContain(`\`${defaults[flag]}\``)
    }
    for (const value of Object.values(cacheControls)) expect(readme).toContain(`\`${value}\``)
  })

  it('leaves out no setting', () => {
    const settings = new Set(settingsTable.flatMap(({ setting }) => setting ?? []))
    expect([...settings].sort()).toEqual(Object.keys(testSettings()).sort())
  })

  it('tells of the exit codes', () => {
    for (const code of Object.values(exitCodes)) expect(rows.get(String(code))).toMatch(/\w/)
  })
})
