import { type Dirent, readdirSync, realpathSync, type Stats, statSync } from 'node:fs'
import { join, sep } from 'node:path'
import { byBytes } from '../model/by-bytes.ts'
import { Refusal } from '../model/errors.ts'
import type { Selection } from '../rules/selection.ts'
import { pathIn } from './path-in.ts'

/** A file: its path below the folder, with slashes, and its bytes. */
export type LocalFile = { path: string; size: number }

/** The real paths of a folder and of those that led to it: a folder that comes twice is a loop. */
type Trail = { real: string; above: Trail | null }

/** A file, or a folder without a size. `order` is the name by which it is sorted: that of a folder has a slash. */
type Found = { path: string; order: string; size?: number; isLink: boolean }

type WalkSelection = Pick<Selection, 'takesFile' | 'entersFolder'>

/**
 * Finds the files of a selection below a folder, in the order of the bytes of their paths, some at a time. Names that begin
 * with a dot are names. Symbolic links are followed. What the selection leaves out is not looked at.
 *
 * It is synchronous: a stat is quicker than a trip to the thread pool. Callers with other work pause between batches.
 *
 * @throws Refusal when the folder is missing or is a file; and when something selected cannot be read, is neither file nor
 *   folder, has a name that is not Unicode, or is a link to nothing or to a folder that it is in
 */
export function* walkFolder(folder: string, selection: WalkSelection): Generator<LocalFile[]> {
  if (!statOfRoot(folder).isDirectory()) throw new Refusal(`${folder} is a file: a folder is needed`)
  yield* walk('', { real: realpathSync(folder), above: null })

  function* walk(path: string, trail: Trail): Generator<LocalFile[]> {
    let files: LocalFile[] = []
    for (const { path: child, size, isLink, order } of findIn(path)) {
      if (size !== undefined) {
        files.push({ path: child, size })
        continue
      }
      // These files come before those of the folder.
      if (files.length > 0) yield files
      files = []
      const real = isLink ? followLink(child, trail) : join(trail.real, order)
      if (real !== null) yield* walk(child, { real, above: trail })
    }
    if (files.length > 0) yield files
  }

  function findIn(path: string): Found[] {
    const place = path === '' ? folder : pathIn(folder, path)
    const entries = readEntries(place)
    const badNames = badNamesIn(place, entries)
    const found = entries.flatMap((entry) => {
      const child = path === '' ? entry.name : `${path}/${entry.name}`
      return findOne(entry, child, badNames.has(entry.name)) ?? []
    })
    return found.sort((a, b) => byBytes(a.order, b.order))
  }

  /** Null for what the selection leaves out. */
  function findOne(entry: Dirent, path: string, isBadName: boolean): Found | null {
    const isLink = entry.isSymbolicLink()
    const asFolder = { path, order: `${entry.name}/`, isLink }
    if (!(entry.isDirectory() ? selection.entersFolder(path) : maySelect(path, isLink))) return null
    if (isBadName) {
      if (!entry.isDirectory() && !selection.takesFile(path)) return null
      throw new Refusal(`the name of ${join(folder, path)} is not Unicode: S3 cannot hold it`)
    }
    if (entry.isDirectory()) return asFolder
    if (!entry.isFile() && !isLink) throw notAFile(path)
    const target = statOf(pathIn(folder, path), selection.takesFile(path))
    if (target?.isDirectory()) return selection.entersFolder(path) ? asFolder : null
    if (target === null || !selection.takesFile(path)) return null
    if (!target.isFile()) throw notAFile(path)
    return { path, order: entry.name, size: target.size, isLink }
  }

  /** Whether a name that is no folder of its own may be of interest: a link may lead to a folder. */
  function maySelect(path: string, isLink: boolean): boolean {
    return selection.takesFile(path) || (isLink && selection.entersFolder(path))
  }

  /** The real path of the folder that a link leads to; null for a loop that the selection leaves out. */
  function followLink(link: string, trail: Trail): string | null {
    const real = realpathSync(join(folder, link))
    for (let above: Trail | null = trail; above; above = above.above) {
      if (!isIn(above.real, real)) continue
      if (!selection.takesFile(link)) return null
      throw new Refusal(`${link} is a link to a folder that it is in: it would never end`)
    }
    return real
  }
}

function statOfRoot(folder: string): Stats {
  try {
    return statSync(folder)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new Refusal(`there is no folder ${folder}: has the site been built?`)
    throw refusalOf(error as NodeJS.ErrnoException, folder)
  }
}

function readEntries(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    throw refusalOf(error as NodeJS.ErrnoException, folder)
  }
}

/** Names with bytes that are no UTF-8, as they were read: with U+FFFD, which may also be part of a good name. */
function badNamesIn(folder: string, entries: Dirent[]): Set<string> {
  if (!entries.some(({ name }) => name.includes('\ufffd'))) return new Set()
  const names = readdirSync(folder, { encoding: 'buffer' })
  return new Set(names.filter((name) => !Buffer.from(name.toString()).equals(name)).map(String))
}

/** Null for a link to nothing that is not selected. */
function statOf(file: string, isSelected: boolean): Stats | null {
  try {
    return statSync(file)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (!isSelected && (code === 'ENOENT' || code === 'ELOOP')) return null
    throw refusalOf(error as NodeJS.ErrnoException, file)
  }
}

function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(join(folder, sep))
}

function notAFile(path: string): Refusal {
  return new Refusal(`${path} is neither a file nor a folder: ignore it or remove it`)
}

function refusalOf({ code, message }: NodeJS.ErrnoException, path: string): Refusal {
  if (code === 'ENOENT') return new Refusal(`${path} leads to nothing, or went away just now`)
  if (code === 'ELOOP') return new Refusal(`${path} is a link that leads back to itself`)
  if (code === 'EACCES' || code === 'EPERM') return new Refusal(`${path} may not be read`)
  return new Refusal(`${path} cannot be read: ${message}`)
}
