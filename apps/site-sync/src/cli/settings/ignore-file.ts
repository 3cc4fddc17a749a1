import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type ReadValue, text, ValueFault } from './read-values.ts'

/** Patterns from a file, one a line; empty lines and those that begin with # are left out. */
export const patternsFromFile =
  (cwd: string): ReadValue<string[]> =>
  (given) => {
    const name = text(given)
    return readLines(resolve(given.base ?? cwd, name), name).flatMap((line, at) => {
      const pattern = line.trim()
      if (pattern.startsWith('!')) throw new ValueFault(`${name}, line ${at + 1}: patterns cannot be turned round`)
      return pattern === '' || pattern.startsWith('#') ? [] : [pattern]
    })
  }

function readLines(path: string, name: string): string[] {
  try {
    return readFileSync(path, 'utf8').split(/\r?\n/)
  } catch (error) {
    throw new ValueFault(`${name} cannot be read: ${(error as Error).message}`)
  }
}
