import picomatch from 'picomatch/posix.js'
import type { Patterns } from '../model/settings.ts'

export type Matches = (path: string) => boolean

/**
 * Whether a path below the folder is meant by one of the patterns. As in .gitignore: a pattern without a slash matches a
 * name at any depth, one with a slash is a path from the top, and a folder means all that is below it. `*` matches names
 * that begin with a dot too. A path that is a pattern to the letter is meant by it, brackets and all.
 */
export function compilePatterns(patterns: Patterns): Matches {
  if (patterns.length === 0) return () => false
  const literal = new Set(patterns)
  const matches = picomatch(patterns.flatMap(globsOf), { dot: true, nonegate: true })
  return (path) => path !== '' && (literal.has(path) || matches(path))
}

function globsOf(pattern: string): string[] {
  const bare = pattern.replace(/^\/+/, '').replace(/\/+$/, '')
  const isAnchored = bare.includes('/') || pattern.startsWith('/')
  const glob = isAnchored ? bare : `**/${bare}`
  if (glob.endsWith('/**')) return [glob]
  // With a star at its end, since `a/**` means `a` too.
  const below = `${glob}/**/*`
  return pattern.endsWith('/') ? [below] : [glob, below]
}
