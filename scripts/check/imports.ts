import { dirname, posix } from 'node:path'
import type { Source } from './sources.ts'

/**
 * The files that a file imports by a relative path, from the checkout: static, type-only and dynamic imports, re-exports
 * and `import('...')` as a type.
 */
export function importsOf({ path, text }: Source): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) =>
    posix.join(dirname(path), match[1] ?? ''),
  )
}

/** Tests, suites and what only they use. */
export function isTest(path: string): boolean {
  return /\.(test|suite)\.tsx?$|\/testing\//.test(path)
}
