import type { Db } from '@cruddur/storage/postgres'
import type { Caller } from '../../http/caller.ts'
import * as store from './deletion.store.ts'

export type Deletion = {
  db: Db
  /** Removes everything that the identity provider has of a person; can be repeated. */
  identity: { deleteAccount(sub: string): Promise<void> }
  /** Records, in the transaction that deletes a person, that their messages must be erased. */
  messages: { forgetLater(transaction: Db, sub: string): Promise<void> }
  /** Refuses who does not know their own password. */
  provePassword(caller: Caller, password: string, address: string): Promise<void>
}

/**
 * Deletes the caller's account: first all that anybody could see, at once, then what the identity provider keeps. When
 * that is not to be reached the account is gone already, and the rest goes as soon as it is: by asking again with the
 * same token and password, or by `finishDeletions`.
 *
 * @throws AppError `password_wrong`, `rate_limited`, `generic_401` for a token that outlived its account
 */
export async function deleteAccount(
  { db, identity, messages, provePassword }: Deletion,
  caller: Caller,
  password: string,
  address: string,
): Promise<void> {
  await provePassword(caller, password, address)
  await db.transaction().execute((transaction) => deletePerson(transaction, caller.sub, messages))
  await finishDeletion(db, identity, caller.sub)
}

async function deletePerson(transaction: Db, sub: string, messages: Deletion['messages']): Promise<void> {
  await store.lockDeletions(transaction)
  await store.insertDeletion(transaction, sub)
  await messages.forgetLater(transaction, sub)
  await store.selectUserForUpdate(transaction, sub)
  await store.selectCrudsForUpdate(transaction, sub)
  await store.updateReportNotes(transaction, sub)
  await store.deleteUser(transaction, sub)
}

async function finishDeletion(db: Db, identity: Deletion['identity'], sub: string): Promise<void> {
  await identity.deleteAccount(sub)
  await store.updateFinished(db, sub)
}

/** Finishes deletions that broke off: at most `limit`, and tells how many. One that fails keeps none of the others. */
export const finishDeletions =
  (identity: Deletion['identity']) =>
  async (db: Db, limit: number): Promise<number> => {
    const subs = await store.selectUnfinishedDeletions(db, limit)
    const results = await Promise.allSettled(subs.map((sub) => finishDeletion(db, identity, sub)))
    const failed = results.find((result) => result.status === 'rejected')
    if (failed) throw failed.reason
    return subs.length
  }
