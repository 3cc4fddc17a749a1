import type { Plugin } from 'vite'

type ModuleInfo = { importers: readonly string[]; isEntry: boolean }
type Graph = { getModuleInfo: (id: string) => ModuleInfo | null }

/** Whether the first page needs a module: whether the entry imports it, and others that do, without a dynamic import between. */
export function isInFirstLoad(id: string, graph: Graph, seen = new Set<string>()): boolean {
  const module = graph.getModuleInfo(id)
  if (!module || seen.has(id)) return false
  seen.add(id)
  return module.isEntry || module.importers.some((importer) => isInFirstLoad(importer, graph, seen))
}

/**
 * Vite wraps each dynamic import in a helper that adds links for what the chunk needs. All our styles are one file and
 * all shared code is in the first load: the import alone does, and the first load is lighter by the helper.
 */
export function plainImports(): Plugin {
  return {
    name: 'plain-imports',
    apply: 'build',
    enforce: 'pre',
    load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load()' : null),
  }
}
