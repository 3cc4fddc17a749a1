import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { Db } from '../postgres.ts'
import { resealCruds, selectUnsealed } from './sealed-cruds.store.ts'

/** Cruds that are sealed in one transaction. */
const batchSize = 500

/**
 * Seals the next cruds that were written before words were sealed. What is sealed stays so when the server stops, and several
 * servers can share the work.
 *
 * @returns how many. 0 when none is left that lives and that nobody else holds
 */
export async function sealBatch(db: Db, keys: KeyRing): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    const unsealed = await selectUnsealed(transaction, batchSize)
    await resealCruds(transaction, keys, unsealed)
    return unsealed.length
  })
}
