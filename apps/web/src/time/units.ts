import { locale } from '../words/language.ts'

type Unit = 'day' | 'hour' | 'minute' | 'second'

/** To make a format takes longer than to use it a hundred times. */
const formats = new Map<string, Intl.NumberFormat>()

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
  const key = `${unit} ${unitDisplay} ${minimumIntegerDigits}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay, minimumIntegerDigits })
    formats.set(key, format)
  }
  return format.format(n)
}
