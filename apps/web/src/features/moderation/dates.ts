import { locale } from '../../words/language.ts'

const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
const dayFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })

/** A date with its time, in the reader's language and time zone. */
export function dateAndTime(instant: string): string {
  return format.format(new Date(instant))
}

export function dateAlone(instant: string): string {
  return dayFormat.format(new Date(instant))
}
