import { accessSync, constants, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { StartupError } from '@cruddur/storage/startup-error'
import { lockFile } from './data-dir-lock.ts'

export type DataDir = {
  path: string
  /** Lets the next server in. Idempotent. */
  release(): void
}

const reasons: Record<string, string> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'a part of the path is a file, not a directory',
  EEXIST: 'it is a file, not a directory',
  ENOSPC: 'the disk is full',
}

/** Makes the directory where it is missing, and returns its real path. Throws StartupError(DATA_DIR) when it is a file or cannot be written. */
export function makeDataDir(dataDir: string): string {
  const path = resolve(dataDir)
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    if (!statSync(path).isDirectory()) throw Object.assign(new Error(), { code: 'EEXIST' })
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK)
    return realpathSync(path)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error)
    throw new StartupError('DATA_DIR', `${path} cannot be used: ${reasons[code] ?? code}`, { cause: error })
  }
}

/**
 * Makes the directory and takes it for this process alone, until `release` or the process's death, however it dies.
 * Throws StartupError(DATA_DIR) when another process holds it.
 */
export function takeDataDir(dataDir: string): DataDir {
  const path = makeDataDir(dataDir)
  const release = lockFile(resolve(path, 'server.lock'))
  const holder = resolve(path, 'server.pid')
  if (!release) throw new StartupError('DATA_DIR', `${path} is in use by ${nameHolder(holder)}`)
  writeFileSync(holder, `${process.pid}\n`)
  return { path, release }
}

// A note for people only: the lock decides. It may be missing for the instant between another server's two steps.
function nameHolder(file: string): string {
  try {
    return `another Cruddur server (process ${readFileSync(file, 'utf8').trim()})`
  } catch {
    return 'another Cruddur server'
  }
}
