import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { Db } from '../postgres.ts'
import {
  refuseUnsealed,
  resealCruds,
  rewriteActivities,
  selectIsAnyUnsealed,
  selectIsSealedOnly,
  selectUnsealed,
} from './sealed-cruds.store.ts'

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

/**
 * Ends the time in which words may be plain: the database refuses them, and the bytes of those that were there are removed. Waits for
 * whoever uses the table.
 *
 * @returns false while a crud is left that is not sealed, such as one that has expired and is not erased yet
 */
export async function finishSealing(db: Db): Promise<boolean> {
  if (await selectIsSealedOnly(db)) return true
  if (await selectIsAnyUnsealed(db)) return false
  await rewriteActivities(db)
  await refuseUnsealed(db)
  return true
}
