import { locale } from '../words/language.ts'

const monthFormat = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long' })

/** The month of an instant, such as "November 2026". */
export function monthWords(instant: number): string {
  return monthFormat.format(instant)
}
