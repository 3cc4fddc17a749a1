import { describe, expect, it } from 'vitest'
import { helpText } from './help.ts'
import { optionNames } from './options.ts'

describe('the help', () => {
  it('fits into eighty columns', () => expect(helpText.split('\n').filter((line) => line.length > 80)).toEqual([]))
  it('names every flag', () => {
    expect(
      optionNames.filter(
        (name) =>
          !helpText.includes(`--${name} `) && !helpText.includes(`--${name}\n`) && !helpText.includes(`--${name},`),
      ),
    ).toEqual([])
  })
})
