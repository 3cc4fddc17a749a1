import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildWebWhenStale } from '../build-web.ts'
import { checkout, type Gate } from './gate.ts'

const dist = join(checkout, 'apps/web/dist')

/** Bytes after gzip. */
const budget = { js: 105 * 1024, css: 12 * 1024 }

export type Chunk = { file: string; imports?: string[]; dynamicImports?: string[]; css?: string[] }
export type Manifest = Record<string, Chunk>

export const webSize: Gate = {
  name: 'first load of the web app: at most 105 KiB of JavaScript and 12 KiB of CSS',
  async check() {
    await buildWebWhenStale()
    const loads = firstLoads(
      JSON.parse(readFileSync(join(dist, '.vite/manifest.json'), 'utf8')),
      readFileSync(join(dist, 'index.html'), 'utf8'),
    ).map(({ page, files }) => ({ page, js: weigh(files, '.js'), css: weigh(files, '.css') }))
    const heaviest = loads.reduce((most, load) => (load.js > most.js ? load : most))
    const css = Math.max(...loads.map((load) => load.css))
    const passed = loads.length > 1 && heaviest.js <= budget.js && css > 0 && css <= budget.css
    return { passed, words: `${kib(heaviest.js)} of JavaScript (${heaviest.page}), ${kib(css)} of CSS` }
  },
}

const kib = (bytes: number) => `${(bytes / 1024).toFixed(1)} KiB`

function weigh(files: Set<string>, ending: string): number {
  return [...files]
    .filter((file) => file.endsWith(ending))
    .reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file)), { level: 9 }).length, 0)
}

/**
 * The files that each page loads first: those that index.html names and the page, each with all that it imports.
 */
export function firstLoads(manifest: Manifest, html: string): { page: string; files: Set<string> }[] {
  const named = [...html.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map((match) => match[1] ?? '')
  // The entry itself is no file of its own when all its code is in the scripts that it imports.
  const entries = Object.keys(manifest).filter((name) => named.includes(manifest[name]?.file ?? ''))
  const imported = entries.flatMap((name) => manifest[name]?.dynamicImports ?? [])
  const pages = imported.filter((name) => name.startsWith('src/pages/'))
  return ['the entry', ...pages].map((page) => ({
    page,
    files: new Set([...named, ...filesOf(manifest, [...entries, page])]),
  }))
}

function filesOf(manifest: Manifest, names: string[], seen = new Set<string>()): string[] {
  return names.flatMap((name) => {
    const chunk = manifest[name]
    if (!chunk || seen.has(name)) return []
    seen.add(name)
    return [chunk.file, ...(chunk.css ?? []), ...filesOf(manifest, chunk.imports ?? [], seen)]
  })
}
