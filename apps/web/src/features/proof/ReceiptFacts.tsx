import type { Receipt } from '@cruddur/contract/receipts/receipts'
import { spanWords } from '../../time/words.ts'
import { locale } from '../../words/language.ts'
import { numberWords } from '../../words/plural.ts'
import { words } from '../../words/words.ts'
import { rangeWords } from './range-words.ts'

const minuteFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
const minuteMs = 60_000

/** One line of the log. */
export function ReceiptFacts({ receipt }: { receipt: Receipt }) {
  const w = words.proofDetails
  const begin = Date.parse(receipt.first_minute)
  const gap = Date.parse(receipt.destroyed_by) - begin - minuteMs
  const facts = [
    [w.line, numberWords(receipt.line)],
    [w.minute, `${minuteFormat.format(begin)}${receipt.minutes > 1 ? ` (${w.minutes(receipt.minutes)})` : ''}`],
    [w.keys, numberWords(receipt.keys)],
    [w.gap, spanWords(Math.max(1, gap))],
    [w.rows, rangeWords(receipt.rows)],
  ] as const
  return (
    <dl className="proof-line">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      <div>
        <dt>{w.hash}</dt>
        <dd>
          <code>{receipt.hash}</code>
        </dd>
      </div>
      <div>
        <dt>{w.signedBy}</dt>
        <dd>
          <code>{receipt.key_id}</code>
        </dd>
      </div>
    </dl>
  )
}
