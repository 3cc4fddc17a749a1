import { ownFolder } from '../model/own-keys.ts'
import type { Patterns, Settings } from '../model/settings.ts'
import { cleanUrl, namesOfKey } from './clean-urls.ts'
import { compilePatterns } from './patterns.ts'
import { secretIn } from './secrets.ts'

/** Which files and objects a run looks at. Paths are those below the folder, keys those below the prefix. */
export type Selection = {
  /** Why an object that no file asks for is left alone, in words; null when it is to be deleted. */
  whyKept(key: string): string | null
  takesFile(path: string): boolean
  takesKey(key: string): boolean
  /** Whether a file below the folder can be taken: false for what is ignored and for what no `include` can match. */
  entersFolder(path: string): boolean
  /** The part of a path that holds secrets, unless an `include` names it; null when there is none. */
  secretIn(path: string): string | null
}

type SelectionSettings = Pick<Settings, 'ignore' | 'include' | 'protect' | 'cleanUrls'>

/** Compiles the patterns of a run. Call it once a run: it takes as long as matching hundreds of paths. */
export function createSelection({ ignore, include, protect, cleanUrls }: SelectionSettings): Selection {
  const ignored = compilePatterns(ignore)
  const included = compilePatterns(include)
  const kept = compilePatterns(protect)
  const mayHoldIncluded = compileReach(include)
  // `.env` and `**/*.pem` name secrets, `**` does not.
  const namedSecrets = compilePatterns(include.filter((pattern) => secretIn(pattern.replace(/\/+$/, '')) !== null))
  function whyNot(names: string[]): string | null {
    if (names.some(ignored.file)) return 'ignored'
    return include.length === 0 || names.some(included.file) ? null : 'not included'
  }
  return {
    whyKept(key) {
      // The console of S3 makes an object for a folder: its key is the prefix itself.
      if (key === '') return 'the prefix itself'
      const names = namesOfKey(key, cleanUrls)
      return whyNot(names) ?? (names.some(kept.file) ? 'protected' : null)
    },
    takesFile: (path) =>
      !path.startsWith(ownFolder) && whyNot(cleanUrls ? [path, ...namesOfKey(cleanUrl(path), true)] : [path]) === null,
    takesKey: (key) => whyNot(namesOfKey(key, cleanUrls)) === null,
    entersFolder: (path) =>
      `${path}/` !== ownFolder && !ignored.folder(path) && (include.length === 0 || mayHoldIncluded(path)),
    secretIn: (path) => (namedSecrets.file(path) ? null : secretIn(path)),
  }
}

/** Compiles whether a pattern can match something below a folder. Where it is not certain that none can, one can. */
function compileReach(include: Patterns): (folder: string) => boolean {
  const reaches = include.map((pattern) => {
    const parts = pattern.replace(/^\/+/, '').replace(/\/+$/, '').split('/')
    const isAnywhere = (parts.length === 1 && !pattern.startsWith('/')) || /[{(]/.test(pattern)
    if (isAnywhere) return () => true
    const matchers = parts.map((part) => (part.includes('**') ? null : compilePatterns([part])))
    return (folders: string[]) => {
      const end = matchers.indexOf(null)
      const fixed = end === -1 ? matchers : matchers.slice(0, end)
      return fixed.every((matcher, at) => folders[at] === undefined || matcher?.folder(folders[at]))
    }
  })
  return (folder) => {
    const folders = folder.split('/')
    return reaches.some((reach) => reach(folders))
  }
}
