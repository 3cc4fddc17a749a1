import { addAbortSignal, PassThrough, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { AppError } from '@cruddur/contract/app-error'
import type { Db } from '@cruddur/storage/postgres'
import type { Caller } from '../../http/caller.ts'
import { type ExportRow, selectExportedProfile } from './export.store.ts'
import { exportText } from './export-text.ts'

export type Exports = {
  db: Db
  /** The e-mail address of a subject, or null. */
  identity: { findEmail(sub: string): Promise<string | null> }
  /** The direct messages that a person has sent. */
  sentMessages(sub: string): AsyncIterable<ExportRow>
}

/** Each export holds a connection and a snapshot for as long as its client reads. */
const maxExports = 2
/** A client that takes longer is slow on purpose. */
const exportTimeoutMs = 60_000
/** Most bytes that wait to be sent. An account of usual size is read at once, however slow the client. */
const bufferBytes = 1 << 20
const retryAfterSeconds = 5

/**
 * Exports accounts: at a time one for each person, and two in all. The text is sent while it is read, so that a large
 * account takes no more memory than a small one.
 *
 * @returns a function that throws AppError `rate_limited`, `generic_401` for a token of a deleted account
 */
export function createExports({ db, identity, sentMessages }: Exports) {
  const running = new Set<string>()

  return async function exportAccount({ sub }: Caller): Promise<{ name: string; text: Readable }> {
    if (running.has(sub) || running.size >= maxExports)
      throw new AppError('rate_limited', { retryAfter: retryAfterSeconds })
    running.add(sub)
    const text = addAbortSignal(AbortSignal.timeout(exportTimeoutMs), new PassThrough({ highWaterMark: bufferBytes }))
    text.once('close', () => running.delete(sub))
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

/** Everything that `work` reads is of one instant. A transaction that exists already, as in tests, is used as it is. */
const inSnapshot = <T>(db: Db, work: (transaction: Db) => Promise<T>): Promise<T> =>
  db.isTransaction
    ? work(db)
    : db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work)
