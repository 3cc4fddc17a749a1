import { numberWords } from '../../words/plural.ts'

/** A range such as `1000-9999` or `100000+`, in the reader's language. */
export function rangeWords(range: string): string {
  return range.replace('-', '–').replace(/\d+/g, (digits) => numberWords(Number(digits)))
}
