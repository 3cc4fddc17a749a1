import { locale } from '../../words/language.ts'
import { words } from '../../words/words.ts'
export type Unit = 'count' | 'per second' | 'seconds' | 'MiB' | 'share'

const number = new Intl.NumberFormat(locale, { maximumSignificantDigits: 3, notation: 'compact' })
const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })

/** Units of long times, the longest first, and how many seconds there must be. */
const longTimes = [
  { unit: 'day', seconds: 86_400, from: 86_400 },
  { unit: 'hour', seconds: 3_600, from: 3_600 },
  { unit: 'minute', seconds: 60, from: 120 },
].map(({ unit, ...rest }) => ({
  ...rest,
  format: new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumSignificantDigits: 3 }),
}))

function formatSeconds(amount: number): string {
  const long = longTimes.find(({ from }) => amount >= from)
  if (long) return long.format.format(amount / long.seconds)
  return amount < 1 ? `${number.format(amount * 1_000)} ms` : `${number.format(amount)} s`
}

/** An amount with its unit, in few letters. A dash when there is none. */
export function formatAmount(amount: number | null, unit: Unit): string {
  if (amount === null) return '–'
  switch (unit) {
    case 'count':
      return number.format(amount)
    case 'per second':
      return words.admin.perSecond(number.format(amount))
    case 'seconds':
      return formatSeconds(amount)
    case 'MiB':
      return `${number.format(amount)} MiB`
    case 'share':
      return percent.format(amount)
  }
}
