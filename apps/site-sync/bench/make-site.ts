import { hash } from 'node:crypto'
import { mkdir, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export type Site = { folder: string; files: string[]; bytes: number }

const kinds = ['html', 'js', 'css', 'svg', 'json', 'png', 'html', 'html', 'woff2', 'js']

/** Numbers from 0 to 1, always the same ones: the generator `mulberry32`. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Sizes as of a real site: most are small, half below `median`, and one in 500 has a megabyte. */
function sizeOf(index: number, median: number, random: () => number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  if (index % 500 === 499) return 1024 * 1024
  return Math.max(64, Math.min(256 * 1024, Math.round(median * Math.exp(1.1 * normal))))
}

function nameOf(index: number): string {
  const kind = kinds[index % kinds.length]
  if (index === 0) return 'index.html'
  if (kind === 'html') return `docs/section-${index % 40}/page-${index}/index.html`
  if (kind === 'js' || kind === 'css') return `assets/chunk-${hash('md5', String(index)).slice(0, 8)}.${kind}`
  return `media/${index % 100}/picture-${index}.${kind}`
}

/** The same files, byte for byte, wherever and whenever it is made. */
export async function makeSite(folder: string, count: number, median = 4096): Promise<Site> {
  const random = numbers(count)
  const words = Buffer.from(Array.from({ length: 400_000 }, () => Math.floor(random() * 1e6).toString(36)).join(' '))
  const files = Array.from({ length: count }, (_, index) => nameOf(index))
  for (const directory of new Set(files.map(dirname))) await mkdir(join(folder, directory), { recursive: true })
  let bytes = 0
  for (const [index, file] of files.entries()) {
    const size = sizeOf(index, median, random)
    const from = Math.floor(random() * (words.length - size))
    await writeFile(join(folder, file), contentOf(`${index}`, words.subarray(from, from + size)))
    bytes += size
  }
  return { folder, files, bytes }
}

function contentOf(title: string, body: Buffer): Buffer {
  const content = Buffer.from(body)
  content.write(`${title.padEnd(20)}\n`)
  return content
}

/** Gives one file in a hundred another content, of another length, now. `round` makes it differ from the last time. */
export async function changeOne(site: Site, round: number): Promise<number> {
  const changed = site.files.filter((_, index) => index % 100 === 7)
  const now = new Date()
  for (const file of changed) {
    const path = join(site.folder, file)
    await writeFile(path, `${file} in round ${round}\n`.repeat(60 + round))
    await utimes(path, now, now)
  }
  return changed.length
}
