import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Where on PATH a program stands; null where it is not installed. */
export function findProgram(name: string): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return folders.map((folder) => join(folder, name)).find(existsSync) ?? null
}
