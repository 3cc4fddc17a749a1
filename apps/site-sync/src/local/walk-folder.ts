import type { Dirent } from 'node:fs'
import { statSync } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { Refusal } from '../refusal.ts'

/** A file: its path below the folder, with slashes, and its bytes. */
export type LocalFile = { path: string; size: number }

/** Folders from the first one down to where we are, as they are really called: one that comes twice is a loop. */
type Trail = { real: string; above: Trail | null }

/**
 * All files below a folder, in no particular order. Names that begin with a dot are names; symbolic links are followed.
 *
 * @throws Refusal when the folder is missing or no folder, when something in it cannot be read, is neither file nor
 *   folder, is called by bytes that are not Unicode, leads nowhere or back to where it came from
 */
export async function walkFolder(folder: string): Promise<LocalFile[]> {
  const found = await stat(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw new Refusal(`there is no folder ${folder}: has the site been built?`)
    throw refusalOf(error, folder)
  })
  if (!found.isDirectory()) throw new Refusal(`${folder} is a file: a folder is needed`)
  const files: LocalFile[] = []
  await walk('', { real: await realpath(folder), above: null })
  return files

  async function walk(path: string, trail: Trail): Promise<void> {
    const below: (() => Promise<void>)[] = []
    for (const entry of await entriesOf(join(folder, path))) {
      const child = path === '' ? entry.name : `${path}/${entry.name}`
      if (entry.isDirectory()) below.push(() => walk(child, { real: join(trail.real, entry.name), above: trail }))
      else if (entry.isFile() || entry.isSymbolicLink()) {
        // At once: a thread of the pool takes longer to be handed the question.
        const target = sizeOf(join(folder, child))
        if (target.isFile()) files.push({ path: child, size: target.size })
        else if (target.isDirectory()) below.push(() => follow(child, trail))
        else throw notAFile(child)
      } else throw notAFile(child)
    }
    await Promise.all(below.map((go) => go()))
  }

  async function follow(link: string, trail: Trail): Promise<void> {
    const real = await realpath(join(folder, link))
    for (let above: Trail | null = trail; above; above = above.above) {
      if (!isIn(above.real, real)) continue
      throw new Refusal(`${link} is a link to a folder that it is in: there would be no end of it`)
    }
    await walk(link, { real, above: trail })
  }
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true })
    const odd = entries.find(({ name }) => name.includes('\ufffd'))
    if (odd) await refuseBytes(folder)
    return entries
  } catch (error) {
    throw error instanceof Refusal ? error : refusalOf(error as NodeJS.ErrnoException, folder)
  }
}

/** Bytes that are no UTF-8 read as U+FFFD, which somebody may also have meant. */
async function refuseBytes(folder: string): Promise<void> {
  for (const name of await readdir(folder, { encoding: 'buffer' })) {
    if (Buffer.from(name.toString()).equals(name)) continue
    throw new Refusal(`the name of ${join(folder, name.toString())} is not Unicode: S3 cannot hold it`)
  }
}

function sizeOf(file: string) {
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
