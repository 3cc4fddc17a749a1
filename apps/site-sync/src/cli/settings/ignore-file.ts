import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { RawOption } from './raw-options.ts'
import { text, ValueFault } from './read-values.ts'

/** Reads patterns from a file, one a line. Empty lines and lines that begin with # are left out. */
export function patternsFromFile(option: RawOption): string[] {
  const name = text(option)
  return readLines(resolve(option.base, name), name).flatMap((line, at) => {
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
