import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { placeOfMessage } from '@cruddur/message-stores/sealed-messages'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyBaseLogger } from 'fastify'
import { removeOldLog, rewriteTable } from '../retention/disk-sweep.store.ts'
import type { Eraser } from '../retention/erasure-loop.ts'
import {
  finishSealing,
  selectHasPlainColumns,
  selectIsAnyPlain,
  selectIsSeenAsBefore,
  selectNextTransaction,
  selectPlainMessages,
  selectPlainReports,
  updateMessagesSealed,
  updateReportsSealed,
} from './plain-rows.store.ts'
import { sealReport } from './sealed-report.ts'

/**
 * Seals direct messages and reports that were stored before words were sealed, batch by batch, while everybody reads and
 * writes. It can be stopped anywhere; the next call goes on. When none is left, the tables are rewritten, so that their files
 * lose the words, and the old columns are removed. From then on it does nothing.
 */
export function createPlainRowSealing(keys: KeyRing, log: Pick<FastifyBaseLogger, 'info'>): Eraser {
  let isDone = false
  /** The first transaction that sees no plain words. */
  let sealedSince: string | null = null
  return async (db, limit) => {
    if (isDone) return 0
    isDone = !(await selectHasPlainColumns(db))
    if (isDone) return 0
    const sealed = Math.max(await sealMessages(db, keys, limit), await sealReports(db, keys, limit))
    if (sealed > 0) return sealed
    // What has expired is erased, not sealed. What another server is sealing is not sealed yet.
    if (await selectIsAnyPlain(db)) return 0
    sealedSince ??= await selectNextTransaction(db)
    if (await selectIsSeenAsBefore(db, sealedSince)) return 0
    for (const table of ['messages', 'reports']) await rewriteTable(db, table)
    await removeOldLog(db)
    isDone = await finishSealing(db)
    if (isDone) log.info('all direct messages and reports are sealed, and the columns that held their words are gone')
    return 0
  }
}

function sealMessages(db: Db, keys: KeyRing, limit: number): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    const rows = await selectPlainMessages(transaction, limit)
    const sealed = rows.map(({ uuid, expires_at, words }) => ({
      uuid,
      sealed: keys.seal(words, new Date(expires_at), placeOfMessage(uuid)),
    }))
    if (rows.length > 0) await updateMessagesSealed(transaction, sealed)
    return rows.length
  })
}

function sealReports(db: Db, keys: KeyRing, limit: number): Promise<number> {
  return db.transaction().execute(async (transaction) => {
    const rows = await selectPlainReports(transaction, limit)
    const sealed = rows.map(({ uuid, expires_at, ...words }) => ({
      uuid,
      ...sealReport(keys, { uuid, expires_at }, words),
    }))
    if (rows.length > 0) await updateReportsSealed(transaction, sealed)
    return rows.length
  })
}
