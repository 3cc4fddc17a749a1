import { importsOf, isTest } from './imports.ts'
import type { Source } from './sources.ts'

type Arrow = { from: string; to: string; because: string }

/**
 * Circles between the folders directly below `root`, each as one line with an import for every step. A file that stands
 * in `root` itself counts as a folder of its own. Tests are left out: they may look anywhere.
 */
export function findRoomCircles(root: string, sources: Source[]): string[] {
  const arrows = arrowsBetweenRooms(root, sources)
  const closed = new Set<string>()
  return arrows.flatMap((arrow) => {
    const back = findPath(arrows, arrow.to, arrow.from)
    const circle = back && [arrow, ...back]
    const name = circle
      ?.map(({ from }) => from)
      .sort()
      .join()
    if (!circle || !name || closed.has(name)) return []
    closed.add(name)
    return [
      `${[...circle.map(({ from }) => from), arrow.from].join(' -> ')}: ${circle.map(({ because }) => because).join(', ')}`,
    ]
  })
}

function arrowsBetweenRooms(root: string, sources: Source[]): Arrow[] {
  const roomOf = (path: string) => (path.startsWith(`${root}/`) ? path.slice(root.length + 1).split('/')[0] : undefined)
  const arrows = new Map<string, Arrow>()
  for (const source of sources.filter(({ path }) => !isTest(path))) {
    const from = roomOf(source.path)
    for (const target of importsOf(source)) {
      const to = roomOf(target)
      if (from && to && from !== to)
        arrows.set(`${from} ${to}`, { from, to, because: `${source.path} imports ${target}` })
    }
  }
  return [...arrows.values()]
}

/** The shortest way along the arrows, or null. */
function findPath(arrows: Arrow[], from: string, to: string): Arrow[] | null {
  const seen = new Set([from])
  const paths: Arrow[][] = arrows.filter((arrow) => arrow.from === from).map((arrow) => [arrow])
  for (const path of paths) {
    const end = path.at(-1)?.to ?? ''
    if (end === to) return path
    if (seen.has(end)) continue
    seen.add(end)
    paths.push(...arrows.filter((arrow) => arrow.from === end).map((arrow) => [...path, arrow]))
  }
  return null
}
