import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

type Chunk = { file: string; imports?: string[]; isEntry?: boolean }

/** The pages that are fetched most often, by their modules. */
const pages = { home: undefined, profile: 'src/pages/ProfilePage.tsx', thread: 'src/pages/StatusPage.tsx' } as const

export type PageName = keyof typeof pages

/**
 * Reads which scripts each page loads, from the manifest of the build. A page that names them gets them at once, instead
 * of finding out one after the other. Without a manifest it names none.
 *
 * @param webRoot the folder of the built web app
 * @returns paths such as `/assets/libraries-abc.js`, without the script that the HTML names anyway
 */
export function readPageScripts(webRoot: string): (page: PageName) => string[] {
  const path = join(webRoot, '.vite/manifest.json')
  const manifest: Record<string, Chunk> = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
  const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry)
  const scriptsOf = (names: (string | undefined)[]): string[] => {
    const found = new Set<string>()
    const add = (name: string | undefined): void => {
      const chunk = name === undefined ? undefined : manifest[name]
      if (!name || !chunk || found.has(name)) return
      found.add(name)
      chunk.imports?.forEach(add)
    }
    names.forEach(add)
    return [...found].filter((name) => name !== entry).map((name) => `/${manifest[name]?.file}`)
  }
  const scripts = {
    home: scriptsOf([entry]),
    profile: scriptsOf([entry, pages.profile]),
    thread: scriptsOf([entry, pages.thread]),
  }
  return (page) => scripts[page]
}
