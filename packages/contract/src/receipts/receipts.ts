import { z } from 'zod/mini'
import { Instant } from '../activities.ts'
import { endpoint } from '../endpoint.ts'
import { pageQuery } from '../paging.ts'

/**
 * One line of the log of destroyed keys. `receipt-text.ts` says what is hashed and signed. It tells nothing of anybody: a
 * key dies each minute, whether anything ended in it or not.
 */
export const Receipt = z.object({
  /** 1 for the first line, then one more for each. */
  line: z.int(),
  /** The minute whose key was destroyed. Cruds that ended in it were sealed by that key. */
  first_minute: Instant,
  /** How many minutes this line stands for: more than one if no server ran. */
  minutes: z.int(),
  /** How many keys: one for each minute, and one for each day that ended in them. */
  keys: z.int(),
  /** How many rows were erased since the line before, as a range such as `0-9` or `1000+`, blurred. */
  rows: z.string(),
  /** By when the keys were gone. */
  destroyed_by: Instant,
  /** The longest that anything can have waited for its erasure since the line before. */
  lag_seconds: z.int(),
  /** The hash of the line before, in hexadecimal; 64 zeros for the first. */
  previous: z.string(),
  /** SHA-256 of the text, in hexadecimal. */
  hash: z.string(),
  /** The key of the server that signed the text. */
  key_id: z.string(),
  /** Ed25519 (RFC 8032), in hexadecimal. */
  signature: z.string(),
})
export type Receipt = z.infer<typeof Receipt>

export const listReceipts = endpoint({
  method: 'GET',
  path: '/api/receipts',
  summary:
    'The log of destroyed keys, oldest line first. `cursor` is the number of a line: the page begins after it. A full page never changes.',
  caller: 'anyone',
  holdsCruds: false,
  pages: true,
  query: pageQuery({ whenAbsent: 100, max: 1000 }),
  reply: z.array(Receipt),
  errors: ['limit_invalid', 'cursor_invalid'],
})

export const showReceipt = endpoint({
  method: 'GET',
  path: '/api/receipts/minutes/:minute',
  summary:
    'The line of the log for a minute, such as `2026-11-27T05:03:00.000Z`. It is there soon after the minute is over.',
  caller: 'anyone',
  holdsCruds: false,
  params: z.object({
    minute: z.iso.datetime({ error: 'receipt_not_found' }),
  }),
  reply: Receipt,
  errors: ['receipt_not_found'],
})

export const listReceiptKeys = endpoint({
  method: 'GET',
  path: '/api/receipts/keys',
  summary:
    'The public keys that sign the log: one, unless the operator has changed it or runs servers with keys of their own.',
  caller: 'anyone',
  holdsCruds: false,
  reply: z.array(
    z.object({
      /** SHA-256 of the 32 bytes of the key, in hexadecimal. */
      key_id: z.string(),
      /** Ed25519 (RFC 8032), 32 bytes, in hexadecimal. */
      public_key: z.string(),
      created_at: Instant,
    }),
  ),
  errors: [],
})
