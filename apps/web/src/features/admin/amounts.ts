import { locale } from '../../words/language.ts'
import { words } from '../../words/words.ts'
export type Unit = 'count' | 'per second' | 'seconds' | 'MiB' | 'share'

const number = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3, notation: 'compact' })
const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })

/** An amount with its unit, in few letters. A dash when there is none. */
export function formatAmount(amount: number | null, unit: Unit): string {
  if (amount === null) return '–'
  switch (unit) {
    case 'count':
      return number.format(amount)
    case 'per second':
      return words.admin.perSecond(number.format(amount))
    case 'seconds':
      return amount < 1 ? `${number.format(amount * 1_000)} ms` : `${number.format(amount)} s`
    case 'MiB':
      return `${number.format(amount)} MiB`
    case 'share':
      return percent.format(amount)
  }
}
