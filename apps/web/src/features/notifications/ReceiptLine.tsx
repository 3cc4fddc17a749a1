import type { Notification } from '@cruddur/contract/notifications'
import { AppLink } from '../../navigation/AppLink.tsx'
import { Age } from '../../time/Age.tsx'
import { Drawing } from '../../ui/Icon.tsx'
import { locale } from '../../words/language.ts'
import { words } from '../../words/words.ts'
import { kindLines } from './kind-icons.ts'
import { addressOf } from './notification-words.ts'

const timeFormat = new Intl.DateTimeFormat(locale, { timeStyle: 'short' })

/** Something that the reader wrote has ended. It leads to the line of the log that shows its key destroyed. */
export function ReceiptLine({ receipt }: { receipt: Notification }) {
  const { happened_at, receipt_minute = happened_at, handle } = receipt
  const address = addressOf(receipt, handle)
  return (
    <article
      className="notification"
      data-crud={address}
      data-kind="receipt"
      tabIndex={-1}
      aria-label={words.receipts.ended}
    >
      <span className="notification-kind">
        <Drawing lines={kindLines.receipt} />
      </span>
      <div className="notification-body">
        <p className="notification-line">
          <AppLink href={address} className="notification-link">
            <strong>{words.receipts.ended}</strong>
          </AppLink>{' '}
          <span className="crud-aside">
            <Age since={happened_at} />
          </span>
        </p>
        <p className="notification-words">{words.receipts.minute(timeFormat.format(new Date(receipt_minute)))}</p>
      </div>
    </article>
  )
}
