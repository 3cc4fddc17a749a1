import { locale } from '../words/language.ts'

type Unit = 'day' | 'hour' | 'minute' | 'second'

/**
 * A number of units, `narrow` ("3h") or `long` ("3 hours"), in the reader's language.
 *
 * @param minimumIntegerDigits the least number of digits
 */
export function unitWords(
  n: number,
  unit: Unit,
  unitDisplay: 'narrow' | 'long' = 'narrow',
  minimumIntegerDigits = 1,
): string {
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay, minimumIntegerDigits }).format(n)
}
