import type { Source } from './sources.ts'

// Arabic mirrors the page. Logical properties (`margin-inline-start`, `inset-inline`, `text-align: start`) mirror themselves.

const physical = [
  /(?:^|[^\w-])(?:left|right)\s*:/,
  /(?:^|[^\w-])(?:(?:scroll-)?(?:margin|padding)|border)-(?:left|right)\b/,
  /(?:^|[^\w-])border-(?:top|bottom)-(?:left|right)-radius\b/,
  /(?:^|[^\w-])(?:text-align|float|clear)\s*:\s*(?:left|right)\b/,
]

const fourSides = /(?:^|[^\w-])(?:(?:scroll-)?(?:margin|padding)|inset)\s*:\s*([^;]+);/

/** Style rules that name left or right, and so point the wrong way on a page that runs from right to left. */
export function findPhysicalDirections(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => /^apps\/web\/.*\.css$/.test(path))
    .flatMap(({ path, text }) =>
      text
        .split('\n')
        .map((line, index) => ({ line: line.replace(/\/\*.*?\*\//g, ''), place: `${path}:${index + 1}` }))
        .filter(({ line }) => physical.some((rule) => rule.test(line)) || hasUnequalSides(line))
        .map(({ line, place }) => `${place} does not mirror: ${line.trim()}`),
    )
}

/** Whether the second and the fourth of four values, which are right and left, differ. */
function hasUnequalSides(line: string): boolean {
  // What is in parentheses counts as one value.
  const [, right, , left] = fourSides.exec(line)?.[1]?.match(/(?:[^\s()]|\((?:[^()]|\([^()]*\))*\))+/g) ?? []
  return left !== undefined && left !== right
}
