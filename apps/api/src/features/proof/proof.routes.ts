import * as contract from '@cruddur/contract/proof/proof'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyInstance } from 'fastify'
import { route } from '../../http/route.ts'
import { leastOfRange, rangeFrom } from '../../receipts/blurred-counts.ts'
import { selectLatestReceipt } from '../../receipts/receipts.store.ts'
import { selectErasureHours } from '../../retention/erasure-lag.store.ts'
import { selectLags } from '../../retention/lags.store.ts'

/** What the operator says, and what runs here. */
export type ProofFacts = Pick<
  contract.Proof,
  'version' | 'commit' | 'source_url' | 'has_moderators' | 'backup_days' | 'messages'
>

export function proofRoutes(app: FastifyInstance, { db, facts }: { db: Db; facts: ProofFacts }): void {
  route(app, contract.showProof, async (_input, { reply }) => {
    const [lags, hours, latest] = await Promise.all([selectLags(db), selectErasureHours(db), selectLatestReceipt(db)])
    reply.header('cache-control', 'public, max-age=5')
    return {
      ...facts,
      lag_seconds: lags.erasure,
      latest,
      hours: hours.map(({ hour, worst_ms, rows, blur, keys, running }) => ({
        hour,
        lag_seconds: Math.ceil(worst_ms / 1000),
        // A range that grows while somebody watches would show each step.
        rows: running ? null : rangeFrom(leastOfRange(rows, blur)),
        keys,
      })),
    }
  })
}
