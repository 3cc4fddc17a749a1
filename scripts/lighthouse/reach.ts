import type { LongList } from './long-list.ts'
import type { Category, PageFigures } from './measure-page.ts'

/** What every page must reach. */
export const reachOf = {
  scores: { performance: 98, accessibility: 100, 'best-practices': 100, seo: 100 } satisfies Record<Category, number>,
  longTaskMs: 50,
}

const categories = Object.keys(reachOf.scores) as Category[]

/** The figures as Markdown. */
export function tableOf(pages: readonly PageFigures[]): string {
  const rows = pages.map(({ name, scores, largestPaintMs, blockedMs, layoutShift, bytes, requests }) => [
    name,
    ...categories.map((category) => String(scores[category])),
    `${(largestPaintMs / 1000).toFixed(1)} s`,
    `${Math.round(blockedMs)} ms`,
    layoutShift.toFixed(3),
    `${Math.round(bytes / 1024)} KiB`,
    String(requests),
  ])
  const head = ['page', ...categories, 'largest paint', 'blocked', 'shift', 'bytes', 'requests']
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

/** What is out of reach, in words. */
export function findMisses(pages: readonly PageFigures[], list: LongList | null): string[] {
  const scores = pages.flatMap(({ name, scores, faults }) => {
    const low = categories.filter((category) => scores[category] < reachOf.scores[category])
    return [
      ...low.map((category) => `${name} has ${scores[category]} of ${reachOf.scores[category]} for ${category}`),
      ...faults.map((fault) => `${name}: ${fault}`),
    ]
  })
  const slow = list && list.longestMs > reachOf.longTaskMs
  return slow ? [...scores, `scrolling blocks for ${list.longestMs} of ${reachOf.longTaskMs} ms`] : scores
}
