import { accessSync, constants, createReadStream, createWriteStream, existsSync, renameSync, rmSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { StartupError } from '@cruddur/storage/startup-error'

// A backup is a gzipped file of lines: a header, then for each table its name and its rows, then an end. One without an end was cut off.

export type Header = { cruddur_backup: 1; made_at: string; migrations: { name: string; sha256: string }[] }
export type Line = Header | { table: string } | { row: string } | { end: true; rows: number }

/**
 * Writes a backup that only this user can read. The file gets its name when it is complete.
 *
 * @throws StartupError if the file exists already
 */
export async function writeBackupFile(path: string, lines: AsyncIterable<Line>): Promise<void> {
  if (existsSync(path)) throw new StartupError(path, 'is there already: name a new file')
  const unfinished = `${path}.${process.pid}`
  try {
    await pipeline(
      encode(lines),
      createGzip(),
      createWriteStream(unfinished, { flags: 'wx', mode: 0o600, flush: true }),
    )
    renameSync(unfinished, path)
  } catch (error) {
    rmSync(unfinished, { force: true })
    const { code } = error as NodeJS.ErrnoException
    if (code && /^E[A-Z]+$/.test(code)) throw new StartupError(path, `cannot be written (${code})`, { cause: error })
    throw error
  }
}

async function* encode(lines: AsyncIterable<Line>): AsyncGenerator<string> {
  for await (const line of lines) yield 'row' in line ? `${line.row}\n` : `#${JSON.stringify(line)}\n`
}

/** The lines of a backup. @throws StartupError if it cannot be read, is not a backup, or was cut off */
export async function* readBackupFile(path: string): AsyncGenerator<Line> {
  const refuse = (problem: string, cause?: unknown) => new StartupError(path, problem, { cause })
  try {
    accessSync(path, constants.R_OK)
  } catch (error) {
    throw refuse(`cannot be read (${(error as NodeJS.ErrnoException).code})`, error)
  }
  const text = createGunzip()
  let failure: unknown
  pipeline(createReadStream(path), text).catch((error: unknown) => {
    failure = error
  })
  let rows = 0
  let ended = false
  let first = true
  try {
    for await (const raw of createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY })) {
      const line: Line = raw.startsWith('#') ? JSON.parse(raw.slice(1)) : { row: raw }
      if (first && !('cruddur_backup' in line && line.cruddur_backup === 1))
        throw refuse('is no backup of this program')
      first = false
      if ('row' in line) rows++
      if ('end' in line) ended = line.rows === rows
      yield line
    }
  } catch (error) {
    failure ??= error
  }
  if (failure instanceof StartupError) throw failure
  if (first) throw refuse('is no backup of this program', failure)
  if (failure || !ended) throw refuse('is not complete: it was cut off or damaged', failure)
}
