import { AppError } from '@cruddur/contract/app-error'
import type { Db } from '../postgres.ts'
import { isSameRequest } from './idempotency-key.ts'
import {
  deleteKey,
  insertKey,
  type KeyClaim,
  type Made,
  selectKeyForUpdate,
  updateKeyReference,
  upsertKey,
} from './idempotency-keys.store.ts'

export type Making<Result extends Made | null> = {
  /** Reads what an earlier request made. Null if it is gone. */
  find(transaction: Db, uuid: string): Promise<NonNullable<Result> | null>
  /** Null, or an error, leaves the key free. */
  make(transaction: Db): Promise<Result>
}

/**
 * Makes something once per key: a retry gets what the first request made, for 24 hours but no longer than that lives.
 * Requests that come at the same time wait for each other at the key's row.
 *
 * @throws AppError `idempotency_key_reused` if the key was used for another request
 */
export function oncePerKey<Result extends Made | null>(
  db: Db,
  claim: KeyClaim,
  { find, make }: Making<Result>,
): Promise<Result> {
  return db.transaction().execute(async (transaction) => {
    const first = await firstResult(transaction, claim, find)
    if (first) return first
    const made = await make(transaction)
    if (made) await updateKeyReference(transaction, claim, made)
    else await deleteKey(transaction, claim)
    return made
  })
}

/** What was made under the key. Null if nothing was: the key then belongs to this request. */
async function firstResult<Result extends Made | null>(
  transaction: Db,
  claim: KeyClaim,
  find: Making<Result>['find'],
): Promise<NonNullable<Result> | null> {
  if (await insertKey(transaction, claim)) return null
  const used = await selectKeyForUpdate(transaction, claim)
  // A statement of its own: the one that waited for the key does not see what was made meanwhile.
  const first = used?.made ? await find(transaction, used.made) : null
  if (!first) await upsertKey(transaction, claim)
  else if (!isSameRequest(claim.key, used?.fingerprint)) throw new AppError('idempotency_key_reused')
  return first
}
