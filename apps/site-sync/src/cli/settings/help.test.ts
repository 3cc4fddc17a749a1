import { describe, expect, it } from 'vitest'
import { helpText } from './help.ts'
import { flagRows } from './settings-table.ts'

describe('the help', () => {
  it('fits into eighty columns', () =>
    expect(
      helpText()
        .split('\n')
        .filter((line) => line.length > 80),
    ).toEqual([]))
  it('names every flag', () => {
    const missing = flagRows.filter(({ flag }) => !new RegExp(`--${flag}[ \\n,]`).test(helpText()))
    expect(missing).toEqual([])
  })
})
