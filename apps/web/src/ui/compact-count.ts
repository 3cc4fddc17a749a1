const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })

/** A count in as few letters as say it: 999, 1.2K. */
export function compactCount(count: number): string {
  return compact.format(count)
}
