import { z } from 'zod/mini'
import { Instant } from '../activities.ts'
import { endpoint } from '../endpoint.ts'
import { Receipt } from '../receipts/receipts.ts'

/** Counts are ranges such as `0-9`, blurred once: asking again teaches nothing more. */
const ProofHour = z.object({
  hour: Instant,
  /** The longest that anything can have waited for its erasure in that hour. */
  lag_seconds: z.int(),
  /** Erased rows. Null while the hour lasts. */
  rows: z.nullable(z.string()),
  /** Destroyed keys: one a minute, whatever anybody wrote. */
  keys: z.int(),
})
export type ProofHour = z.infer<typeof ProofHour>

export const Proof = z.object({
  version: z.string(),
  /** The commit that runs here. Null if the server does not know it. */
  commit: z.nullable(z.string()),
  /** Where its source is published. Null if the operator has not said. */
  source_url: z.nullable(z.string()),
  /** How long the oldest row that should be gone has waited. 0 when there is none. */
  lag_seconds: z.number(),
  /** The hours of the last 30 days in which a server ran, oldest first. */
  hours: z.array(ProofHour),
  /** The last line of the log of destroyed keys. Null before the first. */
  latest: z.nullable(Receipt),
  has_moderators: z.boolean(),
  /** For how many days the operator keeps backups. 0: there are none. Null: the operator has not said. */
  backup_days: z.nullable(z.int()),
  /** Where direct messages are kept. */
  messages: z.enum(['postgres', 'dynamodb']),
})
export type Proof = z.infer<typeof Proof>

export const showProof = endpoint({
  method: 'GET',
  path: '/api/proof',
  summary: 'What anybody can check: how late erasure was, which keys died, and what runs here.',
  caller: 'anyone',
  holdsCruds: false,
  reply: Proof,
  errors: [],
})
