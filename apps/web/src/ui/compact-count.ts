const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })

/** A count in few letters: 999, 1.2K. */
export function compactCount(count: number): string {
  return compact.format(count)
}
