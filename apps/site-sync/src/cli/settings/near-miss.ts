/** The name that somebody probably meant, or null: at most two letters off, and fewer in short words. */
export function nearMiss(written: string, names: Iterable<string>): string | null {
  const limit = written.length <= 4 ? 1 : 2
  let nearest: { name: string; distance: number } | null = null
  for (const name of names) {
    const distance = distanceOf(written, name)
    if (distance <= limit && distance < (nearest?.distance ?? Infinity)) nearest = { name, distance }
  }
  return nearest?.name ?? null
}

/** `, did you mean --bucket?`, or nothing. */
export function didYouMean(written: string, names: Iterable<string>, show = (name: string) => name): string {
  const name = nearMiss(written, names)
  return name === null ? '' : `, did you mean ${show(name)}?`
}

/** Letters to be put in, taken out, replaced or swapped with the next. */
function distanceOf(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => [i])
  const cell = (i: number, j: number) => rows[i]?.[j] ?? Infinity
  for (let j = 1; j <= b.length; j++) rows[0]?.push(j)
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
      rows[i]?.push(
        Math.min(
          cell(i - 1, j) + 1,
          cell(i, j - 1) + 1,
          cell(i - 1, j - 1) + (isSame ? 0 : 1),
          isSwapped ? cell(i - 2, j - 2) + 1 : Infinity,
        ),
      )
    }
  }
  return cell(a.length, b.length)
}
