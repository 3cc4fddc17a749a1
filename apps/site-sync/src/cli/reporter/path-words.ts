import { isAbsolute, relative } from 'node:path'

/** A path as one would type it: from where we are, unless it is elsewhere. */
export function pathWords(path: string, cwd: string = process.cwd()): string {
  const from = relative(cwd, path)
  return from === '' || from.startsWith('..') || isAbsolute(from) ? path : from
}
