import type { Plugin } from 'vite'

/** Parts of libraries that we never use and that no bundler can tell we do not: by who imports them, and as what. */
const standIns = [
  { importer: /query-core.*queryClient\.js$/, source: /\/mutationCache\.js$/, file: 'no-mutations.ts' },
  { importer: /\/wouter\//, source: /^use-sync-external-store\/shim/, file: 'native-store.ts' },
]

/** Puts something that weighs next to nothing in the place of what only weighs. */
export const lighterLibraries = (): Plugin => ({
  name: 'lighter-libraries',
  apply: 'build',
  enforce: 'pre',
  resolveId: (source, importer = '') => {
    const found = standIns.find((part) => part.importer.test(importer) && part.source.test(source))
    return found && `${import.meta.dirname}/${found.file}`
  },
})
