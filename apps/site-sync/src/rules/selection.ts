import type { Settings } from '../model/settings.ts'
import { cleanUrl, namesOfKey } from './clean-urls.ts'
import { compilePatterns, type Matches } from './patterns.ts'

/** Which files and objects a run looks at. Paths and keys are those below the folder and the prefix. */
export type Selection = {
  /** Why an object is left alone that no file asks for, in words; null when it is to be deleted. */
  whyKept(key: string): string | null
  takesFile(path: string): boolean
  takesKey(key: string): boolean
}

export function createSelection(settings: Pick<Settings, 'ignore' | 'include' | 'protect' | 'cleanUrls'>): Selection {
  const { cleanUrls } = settings
  const isIgnored = compilePatterns(settings.ignore)
  const isIncluded: Matches = settings.include.length > 0 ? compilePatterns(settings.include) : () => true
  const isProtected = compilePatterns(settings.protect)
  const whyNot = (names: string[]): string | null => {
    if (names.some(isIgnored)) return 'ignored'
    return names.some(isIncluded) ? null : 'not included'
  }
  return {
    whyKept(key) {
      // What the console of S3 makes for a folder: it is the prefix itself.
      if (key === '') return 'the prefix itself'
      const names = namesOfKey(key, cleanUrls)
      return whyNot(names) ?? (names.some(isProtected) ? 'protected' : null)
    },
    takesFile: (path) => whyNot(cleanUrls ? [path, ...namesOfKey(cleanUrl(path), true)] : [path]) === null,
    takesKey: (key) => whyNot(namesOfKey(key, cleanUrls)) === null,
  }
}
