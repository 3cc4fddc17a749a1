import { setTimeout as pause } from 'node:timers/promises'
import type { Db } from '@cruddur/storage/postgres'
import type { Caller } from '../../http/caller.ts'
import type { MailLanguage } from '../../mail/mail-language.ts'
import * as store from './deletion.store.ts'

export type Deletion = {
  db: Db
  /** Removes all that the identity provider stores about a person. Can be repeated. */
  identity: { deleteAccount(sub: string, writing?: { language?: MailLanguage | undefined }): Promise<void> }
  /** Records, in the transaction that deletes a person, that their messages must be erased. */
  messages: { forgetLater(transaction: Db, sub: string): Promise<void> }
  /** Refuses who does not know their own password. */
  provePassword(caller: Caller, password: string, address: string): Promise<void>
}

/** Most likes whose counts are lowered in one transaction, which locks the cruds: 3 to 6 ms. */
const likesAtOnce = 10

/**
 * Deletes the caller's account: in one transaction all that anybody could see, then what the identity provider stores. If
 * the provider cannot be reached, the account is gone all the same, and the rest is deleted later: when the caller asks
 * again with the same token and password, or by `finishDeletions`.
 *
 * @throws AppError `password_wrong`, `rate_limited`, `generic_401` for a token of a deleted account
 */
export async function deleteAccount(
  { db, identity, messages, provePassword }: Deletion,
  caller: Caller,
  { password, language = null }: { password: string; language?: MailLanguage | null },
  address: string,
): Promise<void> {
  await provePassword(caller, password, address)
  await takeBackLikes(db, caller.sub)
  await db.transaction().execute((transaction) => deletePerson(transaction, { sub: caller.sub, language }, messages))
  await finishDeletion(db, identity, { sub: caller.sub, language })
}

/**
 * Takes back likes of a person who gave many, until few are left. Their counts take most of the time of a deletion, and in one
 * transaction nobody else could like those cruds for seconds. If this is interrupted, the person still has the account, asks
 * again, and the rest follows.
 */
async function takeBackLikes(db: Db, sub: string): Promise<void> {
  while (await store.selectGaveMoreLikes(db, sub, likesAtOnce)) {
    const startedAt = performance.now()
    await store.deleteOldestLikes(db, sub, likesAtOnce)
    // Half of the time is for others.
    await pause(performance.now() - startedAt)
  }
}

async function deletePerson(
  transaction: Db,
  deletion: store.UnfinishedDeletion,
  messages: Deletion['messages'],
): Promise<void> {
  const { sub } = deletion
  await store.lockDeletions(transaction)
  await store.insertDeletion(transaction, deletion)
  await messages.forgetLater(transaction, sub)
  await store.selectUserForUpdate(transaction, sub)
  await store.selectCrudsForUpdate(transaction, sub)
  await store.updateReportNotes(transaction, sub)
  await store.deleteUser(transaction, sub)
}

async function finishDeletion(
  db: Db,
  identity: Deletion['identity'],
  { sub, language }: store.UnfinishedDeletion,
): Promise<void> {
  await identity.deleteAccount(sub, { language: language ?? undefined })
  await store.updateFinished(db, sub)
}

/** Finishes deletions that were interrupted, at most `limit`, and returns how many. One that fails does not stop the others. */
export function finishDeletions(identity: Deletion['identity']) {
  return async (db: Db, limit: number): Promise<number> => {
    const unfinished = await store.selectUnfinishedDeletions(db, limit)
    const results = await Promise.allSettled(unfinished.map((each) => finishDeletion(db, identity, each)))
    const failed = results.find((result) => result.status === 'rejected')
    if (failed) throw failed.reason
    return unfinished.length
  }
}
