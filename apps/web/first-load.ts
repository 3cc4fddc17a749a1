type Graph = { getModuleInfo: (id: string) => { importers: readonly string[]; isEntry: boolean } | null }

/** The catalogue names every room, whoever reads it. A room comes along with the parts that do. */
const isRoomOfWords = (id: string) => id.includes('/src/words/en/')

/**
 * Whether the first page needs a module: the entry imports it, itself or through others, without a dynamic import
 * between.
 */
export function isInFirstLoad(id: string, graph: Graph, seen = new Set<string>()): boolean {
  const module = graph.getModuleInfo(id)
  if (!module || seen.has(id) || isRoomOfWords(id)) return false
  seen.add(id)
  return module.isEntry || module.importers.some((importer) => isInFirstLoad(importer, graph, seen))
}
