/** Parts of libraries that we never use and no bundler can tell we do not, and what weighs next to nothing in their place. */
export const standIns = [
  { find: /^\.\/mutationCache\.js$/, replacement: `${import.meta.dirname}/no-mutations.ts` },
  { find: /^use-sync-external-store\/shim\/index\.js$/, replacement: `${import.meta.dirname}/native-store.ts` },
]
