import type { Db } from './postgres.ts'

/** Does the work in a transaction. One that exists already, as around a retry or in tests, is used as it is. */
export async function inTransaction<T>(db: Db, work: (transaction: Db) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : db.transaction().execute(work)
}
