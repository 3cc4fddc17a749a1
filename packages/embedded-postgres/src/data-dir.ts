import { accessSync, constants, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { lockFile } from './data-dir-lock.ts'
import { diskFull } from './disk-full.ts'
import { EmbeddedPostgresError } from './embedded-postgres-error.ts'

export type DataDir = {
  path: string
  /** Lets another process take the directory. Idempotent. */
  release(): void
}

const reasons: Record<string, string> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of the path is a file, not a directory',
  EEXIST: 'it is a file, not a directory',
}

/**
 * Makes the directory and takes it for this process alone, until `release` or until the process dies.
 *
 * @param program name of the program that owns such directories, for error messages
 * @throws EmbeddedPostgresError if another process has it, or it cannot be used
 */
export function takeDataDir(dataDir: string, program: string): DataDir {
  const path = makeDataDir(dataDir)
  const release = lockFile(resolve(path, 'server.lock'))
  const pidFile = resolve(path, 'server.pid')
  if (!release) {
    const owner = `another ${program} server${processIn(pidFile)}`
    throw new EmbeddedPostgresError('directory', `${path} is in use by ${owner}: stop it first`)
  }
  try {
    writeFileSync(pidFile, `${process.pid}\n`)
  } catch (error) {
    release()
    throw problemOf(path, error)
  }
  return { path, release }
}

function makeDataDir(dataDir: string): string {
  const path = resolve(dataDir)
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    if (!statSync(path).isDirectory()) throw Object.assign(new Error(), { code: 'EEXIST' })
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK)
    return realpathSync(path)
  } catch (error) {
    throw problemOf(path, error)
  }
}

function problemOf(path: string, error: unknown): EmbeddedPostgresError {
  const code = (error as NodeJS.ErrnoException).code ?? String(error)
  if (code === 'ENOSPC' || code === 'EDQUOT') return diskFull(path, error)
  return new EmbeddedPostgresError('directory', `${path} cannot be used: ${reasons[code] ?? code}`, { cause: error })
}

// The pid file is for people only: the lock decides. It is missing for the instant between the lock and the write.
function processIn(pidFile: string): string {
  try {
    return ` (process ${readFileSync(pidFile, 'utf8').trim()})`
  } catch {
    return ''
  }
}
