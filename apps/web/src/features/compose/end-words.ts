import { locale } from '../../words/language.ts'

const format = new Intl.DateTimeFormat(locale, {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})

/** When something ends, in epoch milliseconds, to the minute: `Thu 4 Dec, 14:00`. */
export function endWords(end: number): string {
  return format.format(end)
}
