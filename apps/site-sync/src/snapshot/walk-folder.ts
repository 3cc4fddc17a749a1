import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { byBytes } from '../model/by-bytes.ts'
import { Refusal } from '../model/errors.ts'
import { pathIn } from './path-in.ts'

/** A file: its path below the folder, with slashes, and its bytes. */
export type LocalFile = { path: string; size: number }

/** Folders from the first one down to where we are, as they are really called: one that comes twice is a loop. */
type Trail = { real: string; above: Trail | null }

/** What stands in a folder, and of a file what is known of it. */
type Found = { entry: Dirent; child: string; order: string; size?: number }

/**
 * All files below a folder, those of one folder at a time, ordered by the bytes of their paths. Names that begin with a dot
 * are names; symbolic links are followed.
 *
 * It asks at once: a thread of the pool takes longer to be handed the question than the system to answer it. Whoever has
 * other things to do stops between folders.
 *
 * @throws Refusal when the folder is missing or no folder, when something in it cannot be read, is neither file nor
 *   folder, is called by bytes that are not Unicode, leads nowhere or back to where it came from
 */
export function* walkFolder(folder: string): Generator<LocalFile[]> {
  if (!folderStat(folder).isDirectory()) throw new Refusal(`${folder} is a file: a folder is needed`)
  yield* walk('', { real: realpathSync(folder), above: null })

  function* walk(path: string, trail: Trail): Generator<LocalFile[]> {
    let files: LocalFile[] = []
    for (const { entry, child, size } of below(path)) {
      if (size !== undefined) {
        files.push({ path: child, size })
        continue
      }
      // In their order: before what is in the folder.
      if (files.length > 0) yield files
      files = []
      if (entry.isDirectory()) yield* walk(child, { real: join(trail.real, entry.name), above: trail })
      else yield* follow(child, trail)
    }
    if (files.length > 0) yield files
  }

  /** What a folder holds, in order: that of a folder is the one of its name with a slash. */
  function below(path: string): Found[] {
    const found = entriesOf(join(folder, path)).map((entry): Found => {
      const child = path === '' ? entry.name : `${path}/${entry.name}`
      if (entry.isDirectory()) return { entry, child, order: `${entry.name}/` }
      if (!entry.isFile() && !entry.isSymbolicLink()) throw notAFile(child)
      const target = statOf(pathIn(folder, child))
      if (target.isDirectory()) return { entry, child, order: `${entry.name}/` }
      if (!target.isFile()) throw notAFile(child)
      return { entry, child, order: entry.name, size: target.size }
    })
    return found.sort((a, b) => byBytes(a.order, b.order))
  }

  function* follow(link: string, trail: Trail): Generator<LocalFile[]> {
    const real = realpathSync(join(folder, link))
    for (let above: Trail | null = trail; above; above = above.above) {
      if (!isIn(above.real, real)) continue
      throw new Refusal(`${link} is a link to a folder that it is in: there would be no end of it`)
    }
    yield* walk(link, { real, above: trail })
  }
}

function folderStat(folder: string): Stats {
  try {
    return statSync(folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new Refusal(`there is no folder ${folder}: has the site been built?`)
    throw refusalOf(error as NodeJS.ErrnoException, folder)
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true })
    if (entries.some(({ name }) => name.includes('\ufffd'))) refuseBytes(folder)
    return entries
  } catch (error) {
    throw error instanceof Refusal ? error : refusalOf(error as NodeJS.ErrnoException, folder)
  }
}

/** Bytes that are no UTF-8 read as U+FFFD, which somebody may also have meant. */
function refuseBytes(folder: string): void {
  for (const name of readdirSync(folder, { encoding: 'buffer' })) {
    if (Buffer.from(name.toString()).equals(name)) continue
    throw new Refusal(`the name of ${join(folder, name.toString())} is not Unicode: S3 cannot hold it`)
  }
}

function statOf(file: string): Stats {
  try {
    return statSync(file)
  } catch (error) {
    throw refusalOf(error as NodeJS.ErrnoException, file)
  }
}

const isIn = (path: string, folder: string) => path === folder || path.startsWith(join(folder, sep))

const notAFile = (path: string) => new Refusal(`${path} is neither a file nor a folder: ignore it or remove it`)

function refusalOf({ code, message }: NodeJS.ErrnoException, path: string): Refusal {
  if (code === 'ENOENT') return new Refusal(`${path} leads to nothing, or went away just now`)
  if (code === 'ELOOP') return new Refusal(`${path} is a link that leads back to itself`)
  if (code === 'EACCES' || code === 'EPERM') return new Refusal(`${path} may not be read`)
  return new Refusal(`${path} cannot be read: ${message}`)
}
