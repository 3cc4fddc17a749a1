import type { Receipt } from '@cruddur/contract/receipts/receipts'
import { useEffect, useState } from 'react'
import { serverClock } from '../../client/clock/server-clock.ts'
import { words } from '../../words/words.ts'
import { ReceiptFacts } from './ReceiptFacts.tsx'
import { findReceipt, waitForReceipt } from './wait-for-receipt.ts'

/** For how long after a minute's end its line may still come. */
const patienceMs = 5 * 60_000

/** The line that a receipt among the notifications leads to. */
export function OwnReceipt({ minute }: { minute: string }) {
  const w = words.proofDetails
  const [receipt, setReceipt] = useState<Receipt | null>()
  const mayCome = serverClock.now() - Date.parse(minute) < patienceMs
  useEffect(() => {
    const controller = new AbortController()
    const find = mayCome ? waitForReceipt : findReceipt
    find(minute, controller.signal).then(setReceipt, () => {
      if (!controller.signal.aborted) setReceipt(null)
    })
    return () => controller.abort()
  }, [minute, mayCome])
  return (
    <section className="proof-own" aria-labelledby="own-receipt">
      <h2 id="own-receipt">{w.receipt}</h2>
      {receipt && (
        <>
          <p>{w.receiptWords}</p>
          <ReceiptFacts receipt={receipt} />
        </>
      )}
      {!receipt && <p role="status">{receipt === undefined && mayCome ? w.receiptWaiting : w.receiptNone}</p>}
    </section>
  )
}
