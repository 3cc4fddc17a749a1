import { createHash } from 'node:crypto'
import { noPrevious, receiptText, type UnsignedReceipt } from '@cruddur/contract/receipts/receipt-text'
import type { Receipt } from '@cruddur/contract/receipts/receipts'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { minuteOf } from '@cruddur/key-ring/minutes'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyBaseLogger } from 'fastify'
import { addToHour } from '../retention/erasure-lag.store.ts'
import { type Eraser, startErasureLoop } from '../retention/erasure-loop.ts'
import { drawBlur, leastOfRange, rangeFrom } from './blurred-counts.ts'
import type { ReceiptSigner } from './receipt-key.ts'
import { insertReceipt, insertReceiptKey, lockReceipts, selectLatestReceipt, takeTallies } from './receipts.store.ts'

const minuteMs = 60_000
const minutesOfDay = 1_440

/** @returns a function that stops it and resolves when the line that is being written is there */
export function startWritingReceipts(
  { keys, db, log }: { keys: KeyRing; db: Db; log: FastifyBaseLogger },
  signer: ReceiptSigner,
): () => Promise<void> {
  return startErasureLoop({ db, log, erasers: [], chores: [createReceiptLog(keys, signer)], interval: 1_000, batch: 1 })
}

/**
 * Writes the log of destroyed keys, for a loop that runs each second: a line for the minute whose key is gone. It asks the
 * ring which keys are gone, not who destroyed them: so no crash between destroying and writing, and no other server, leaves a
 * gap. Minutes in which nobody could write are one line.
 *
 * @param begin where an empty log begins, in minutes since 1970
 */
export function createReceiptLog(
  keys: Pick<KeyRing, 'markOf'>,
  signer: ReceiptSigner,
  begin = minuteOf(new Date()),
): Eraser {
  let isKeyKnown = false
  let writtenUntil = 0
  return async (db) => {
    // Only to look seldom: the transaction decides by the database's clock.
    if (minuteOf(new Date()) === writtenUntil) return 0
    if (!isKeyKnown) await insertReceiptKey(db, signer)
    isKeyKnown = true
    writtenUntil = await db.transaction().execute((transaction) => appendReceipt(transaction, keys, signer, begin))
    return 0
  }
}

/**
 * @param begin where an empty log begins, in minutes since 1970
 * @returns the minute before which everything is in the log
 */
async function appendReceipt(
  transaction: Db,
  keys: Pick<KeyRing, 'markOf'>,
  signer: ReceiptSigner,
  begin: number,
): Promise<number> {
  const now = await lockReceipts(transaction)
  const latest = await selectLatestReceipt(transaction)
  const current = minuteOf(now)
  const first = latest ? minuteAfter(latest) : begin
  let next = first
  while (next < current && keys.markOf(next) === undefined) next++
  if (next === first) return next
  const { rows, worstMs } = await takeTallies(transaction)
  const minutes = next - first
  const unsigned: UnsignedReceipt = {
    line: (latest?.line ?? 0) + 1,
    first_minute: new Date(first * minuteMs).toISOString(),
    minutes,
    keys: minutes + Math.floor(next / minutesOfDay) - Math.floor(first / minutesOfDay),
    rows: rangeFrom(leastOfRange(rows, drawBlur())),
    destroyed_by: now.toISOString(),
    lag_seconds: Math.ceil(worstMs / 1000),
    previous: latest?.hash ?? noPrevious,
    key_id: signer.keyId,
  }
  await insertReceipt(transaction, signed(unsigned, signer))
  await addToHour(transaction, { rows, keys: unsigned.keys, blur: drawBlur() })
  return next
}

const minuteAfter = ({ first_minute, minutes }: Receipt) => minuteOf(new Date(first_minute)) + minutes

function signed(unsigned: UnsignedReceipt, signer: ReceiptSigner): Receipt {
  const text = receiptText(unsigned)
  return { ...unsigned, hash: createHash('sha256').update(text).digest('hex'), signature: signer.sign(text) }
}
