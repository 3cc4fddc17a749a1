import { addAbortSignal, Readable } from 'node:stream'
import { AppError } from '@cruddur/contract/app-error'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { Db } from '@cruddur/storage/postgres'
import { createTurns } from '../../admission/turns.ts'
import type { Caller } from '../../http/caller.ts'
import { type ExportRow, selectExportedProfile } from './export.store.ts'
import { exportLines } from './export-lines.ts'
import { openSpool, type Spool } from './export-spool.ts'
import { exportText, type Head } from './export-text.ts'

export type Exports = {
  db: Db
  keys: KeyRing
  /** The e-mail address of a subject, or null. */
  identity: { findEmail(sub: string): Promise<string | null> }
  /** The direct messages that a person has sent. */
  sentMessages(sub: string): AsyncIterable<ExportRow>
  /** Where accounts that are read wait to be sent. */
  spoolDir: string
}

export type ExportLimits = {
  /** Files that are being sent at once. The oldest is cut off for a new one. */
  sending: number
  /** Milliseconds after which a client has had enough time to read its file. */
  sendMs: number
}

const standardLimits: ExportLimits = { sending: 100, sendMs: 60_000 }

/** Each reading holds a connection and a snapshot. */
const readingTurns = { running: 2, runningPerClient: 1, waitingPerClient: 1, waitMs: 20_000 }
const retryAfterSeconds = 5

export type ExportFile = { name: string; text: Readable }

/**
 * Exports accounts, one at a time for each person. An account is read into a file on the disk as fast as the database gives
 * it, and sent from there as fast as its client takes it: a large account takes no more memory than a small one, and a client
 * that does not read takes nothing from others.
 *
 * @returns a function that throws AppError `rate_limited`, `server_busy`, `generic_401` for a token of a deleted account
 */
export function createExports({ db, keys, identity, sentMessages, spoolDir }: Exports, limits = standardLimits) {
  const underWay = new Set<string>()
  const sending = new Set<Readable>()
  const readings = createTurns(readingTurns)

  return async function exportAccount({ sub }: Caller, gone?: AbortSignal): Promise<ExportFile> {
    if (underWay.has(sub)) throw new AppError('rate_limited', { retryAfter: retryAfterSeconds })
    underWay.add(sub)
    try {
      const email = await identity.findEmail(sub)
      const release = await readings.take(sub, gone)
      if (!release) throw new AppError('server_busy', { retryAfter: retryAfterSeconds })
      const { head, spool, name } = await readAccount(sub, email).finally(release)
      return { name, text: send(sub, head, spool) }
    } catch (error) {
      underWay.delete(sub)
      throw error
    }
  }

  async function readAccount(sub: string, email: string | null) {
    const spool = await openSpool(spoolDir)
    try {
      return await inSnapshot(db, async (transaction) => {
        const found = await selectExportedProfile(transaction, sub)
        if (!found) throw new AppError('generic_401')
        const { profile, ...instant } = found
        await spool.write(exportLines({ transaction, keys }, sub, sentMessages(sub)))
        const name = `cruddur-${profile.handle}-${instant.now.slice(0, 10)}.json`
        return { head: { ...instant, profile: { ...profile, email } }, spool, name }
      })
    } catch (error) {
      await spool.close()
      throw error
    }
  }

  function send(sub: string, head: Head, spool: Spool): Readable {
    const [oldest] = sending
    if (sending.size >= limits.sending) oldest?.destroy(new Error('cut off for a newer export'))
    let isOver = false
    const end = () => {
      if (!isOver) underWay.delete(sub)
      isOver = true
    }
    const text = Readable.from(endedBy(end, exportText(head, spool.read())), { objectMode: false })
    sending.add(text)
    text.once('close', () => {
      sending.delete(text)
      // One that was cut off, or never began.
      end()
      // Waits for the read that is under way.
      void spool.close()
    })
    return addAbortSignal(AbortSignal.timeout(limits.sendMs), text)
  }
}

/** The same pieces. `end` is called as soon as the last was taken: a stream closes later than its reader has all of it. */
async function* endedBy(end: () => void, pieces: AsyncIterable<string>): AsyncGenerator<string> {
  try {
    yield* pieces
  } finally {
    end()
  }
}

/** Everything that `work` reads is of one instant. A transaction that exists already, as in tests, is used as it is. */
const inSnapshot = <T>(db: Db, work: (transaction: Db) => Promise<T>): Promise<T> =>
  db.isTransaction
    ? work(db)
    : db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work)
