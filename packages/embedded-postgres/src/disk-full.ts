import { statfsSync } from 'node:fs'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'

/** A new cluster has 40 MB, and its log of changes grows by files of 16 MB. */
const neededMb = 100

/** Whether a program failed for want of space. Programs run in the locale C, so that their words are always these. */
export function isDiskFull(output: string): boolean {
  return /No space left on device|Disk quota exceeded/.test(output)
}

/** Whether there is no room for one more file of PostgreSQL's log of changes. */
export function hasNoRoom(directory: string): boolean {
  const { bavail, bsize } = statfsSync(directory)
  return bavail * bsize < 16 * 1024 * 1024
}

export function diskFull(directory: string, cause: unknown): EmbeddedPostgresError {
  const problem = `the disk of ${directory} is full: free at least ${neededMb} MB, or use a directory on another disk`
  return new EmbeddedPostgresError('directory', problem, { cause })
}
