import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { withSettingsTable } from './settings-table.ts'

it('README lists every setting as it is: `node scripts/settings-table.ts` writes the table anew', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
  expect(readme).toBe(withSettingsTable(readme))
})
