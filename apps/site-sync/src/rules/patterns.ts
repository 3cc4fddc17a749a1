import picomatch from 'picomatch/posix.js'
import type { Patterns } from '../model/settings.ts'

/** What a list of patterns matches. Paths are those below the folder, with slashes. */
export type Matcher = {
  /** Whether a pattern matches the file, or a folder that it is in. */
  file(path: string): boolean
  /** Whether a pattern matches the folder, or a folder that it is in: then everything below it matches. */
  folder(path: string): boolean
}

type Globs = { names: string[]; paths: string[] }

/**
 * Compiles patterns by the rule of .gitignore: a pattern without a slash matches a file or a folder of that name at any
 * depth, a pattern with a slash is a path from the top, and a slash at the end means folders only. Everything below a
 * matched folder matches. `*` matches names that begin with a dot too. A pattern also matches its own text, brackets and all.
 */
export function compilePatterns(patterns: Patterns): Matcher {
  if (patterns.length === 0) return { file: () => false, folder: () => false }
  const any = compileGlobs(sortGlobs(patterns.filter((pattern) => !pattern.endsWith('/'))))
  const folders = compileGlobs(sortGlobs(patterns))
  // Files come folder by folder: the answer for the last folder is most often the one that is needed.
  let last = { path: '', isMatch: false }
  function folder(path: string): boolean {
    if (path === '') return false
    if (path === last.path) return last.isMatch
    const isMatch = folder(parentOf(path)) || folders(path)
    last = { path, isMatch }
    return isMatch
  }
  return { folder, file: (path) => path !== '' && (folder(parentOf(path)) || any(path)) }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')))
}

/** Splits patterns into those of a name at any depth and those of a path from the top. */
function sortGlobs(patterns: Patterns): Globs {
  const globs: Globs = { names: [], paths: [] }
  for (const pattern of patterns) {
    const bare = pattern.replace(/^\/+/, '').replace(/\/+$/, '')
    const isPath = bare.includes('/') || pattern.startsWith('/')
    // With a star at its end: in picomatch `a/**` matches `a` too, in .gitignore only what is below it.
    if (isPath) globs.paths.push(bare.endsWith('/**') ? `${bare}/*` : bare)
    else globs.names.push(bare)
  }
  return globs
}

function compileGlobs({ names, paths }: Globs): (path: string) => boolean {
  // The flag has `**` match names with line ends too.
  const options = { dot: true, nonegate: true, flags: 's' }
  const [isName, isPath] = [names, paths].map((globs) => {
    if (globs.length === 0) return () => false
    const literal = new Set(globs)
    const matches = picomatch(globs, options)
    return (text: string) => literal.has(text) || matches(text)
  }) as [(text: string) => boolean, (text: string) => boolean]
  return (path) => isName(path.slice(path.lastIndexOf('/') + 1)) || isPath(path)
}
