import { numberWords } from '../../words/plural.ts'

/** A range such as `1000-9999` or `100000+`, in the reader's language. Isolated, the smaller number stays on the left. */
export function rangeWords(range: string): string {
  const shown = range.replace('-', '–').replace(/\d+/g, (digits) => numberWords(Number(digits)))
  return `\u2066${shown}\u2069`
}
