import { addAbortSignal, PassThrough, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '@cruddur/contract/app-error'
import type { Db } from '@cruddur/storage/postgres'
import type { Caller } from '../../http/caller.ts'
import { type ExportRow, selectExportedProfile } from './export.store.ts'
import { exportText } from './export-text.ts'

export type Exports = {
  db: Db
  /** The address of a subject, or null. */
  identity: { findEmail(sub: string): Promise<string | null> }
  /** The direct messages that somebody has sent. */
  sentMessages(sub: string): AsyncIterable<ExportRow>
}

/** Each holds a connection and a snapshot for as long as its client reads. */
const atOnce = 2
/** Milliseconds. A client that takes longer is slow on purpose. */
const limit = 60_000
/** Bytes that wait to be sent: an account of usual size is read at once, however slow the client. */
const ahead = 1 << 20
/** Seconds after which one who found all places taken may come again. */
const retryAfter = 5

/**
 * Exports accounts, one of a person and two of all at a time. The text is sent while it is read, so that an account of
 * any size takes no more memory than another.
 *
 * @returns a function that throws AppError `rate_limited`, `generic_401` for a token that outlived its account
 */
export function createExports({ db, identity, sentMessages }: Exports) {
  const underWay = new Set<string>()

  return async function exportAccount({ sub }: Caller): Promise<{ name: string; text: Readable }> {
    if (underWay.has(sub) || underWay.size >= atOnce) throw new AppError('rate_limited', { retryAfter })
    underWay.add(sub)
    const text = addAbortSignal(AbortSignal.timeout(limit), new PassThrough({ highWaterMark: ahead }))
    text.once('close', () => underWay.delete(sub))
    try {
      const email = await identity.findEmail(sub)
      const name = await new Promise<string>((resolve, reject) => {
        const written = inSnapshot(db, async (transaction) => {
          const found = await selectExportedProfile(transaction, sub)
          if (!found) throw new AppError('generic_401')
          const { now, profile } = found
          resolve(`cruddur-${profile.handle}-${now.slice(0, 10)}.json`)
          const head = { now, profile: { ...profile, email } }
          await pipeline(exportText(transaction, sub, head, sentMessages(sub)), text)
        })
        written.catch((error) => {
          reject(error)
          text.destroy(error)
        })
      })
      return { name, text }
    } catch (error) {
      text.destroy()
      throw error
    }
  }
}

/** All that `work` reads is of one instant. A transaction that is there already, as in tests, is taken as it is. */
const inSnapshot = <T>(db: Db, work: (transaction: Db) => Promise<T>): Promise<T> =>
  db.isTransaction
    ? work(db)
    : db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work)
