import { locale } from '../words/language.ts'

const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 })

/** A count in few letters: 999, 1.2K. */
export function compactCount(count: number): string {
  return compact.format(count)
}
