import { locale } from './language.ts'

/** The forms that a language has for a number. `#` stands for the number. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

const rules = new Intl.PluralRules(locale)
const digits = new Intl.NumberFormat(locale)

/** A number as the reader's language groups its digits. */
export function numberWords(n: number): string {
  return digits.format(n)
}

/** The form that fits a number: `plural(2, { one: '# like', other: '# likes' })` is "2 likes". */
export function plural(n: number, forms: PluralForms): string {
  return (forms[rules.select(n)] ?? forms.other).replace('#', digits.format(n))
}
