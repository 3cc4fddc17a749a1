import { locale } from '../words/language.ts'

type Unit = 'day' | 'hour' | 'minute' | 'second'

const formats = new Map<string, Intl.NumberFormat>()

/**
 * A number of units, `narrow` ("3h") or `long` ("3 hours"), in the reader's language.
 *
 * @param digits the least number of digits
 */
export function unitWords(n: number, unit: Unit, unitDisplay: 'narrow' | 'long' = 'narrow', digits = 1): string {
  const key = unit + unitDisplay + digits
  const known = formats.get(key)
  if (known) return known.format(n)
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay, minimumIntegerDigits: digits })
  formats.set(key, format)
  return format.format(n)
}
