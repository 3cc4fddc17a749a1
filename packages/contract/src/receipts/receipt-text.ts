import type { Receipt } from './receipts.ts'

/** What comes before the first line. */
export const noPrevious = '0'.repeat(64)

/** A line before it is hashed and signed. */
export type UnsignedReceipt = Omit<Receipt, 'hash' | 'signature'>

/**
 * The text of a line, which is hashed (SHA-256) and signed (Ed25519): UTF-8, each row ended by a line feed. It never changes
 * for what is written; another form would begin with another first row.
 */
export function receiptText(receipt: UnsignedReceipt): string {
  const rows = [
    'cruddur receipt 1',
    `line ${receipt.line}`,
    `first minute ${receipt.first_minute}`,
    `minutes ${receipt.minutes}`,
    `keys ${receipt.keys}`,
    `rows ${receipt.rows}`,
    `destroyed by ${receipt.destroyed_by}`,
    `lag seconds ${receipt.lag_seconds}`,
    `previous ${receipt.previous}`,
    `signed by ${receipt.key_id}`,
  ]
  return rows.map((row) => `${row}\n`).join('')
}
