import { setTimeout as sleep } from 'node:timers/promises'
import type { Db } from '@cruddur/storage/postgres'
import type { FastifyBaseLogger } from 'fastify'
import { loggable } from '../database/database-errors.ts'
import {
  cancelBackend,
  dropIndex,
  rebuildIndex,
  removeOldLog,
  resetLimits,
  rewriteTable,
  selectBackend,
  selectBrokenIndexes,
  selectWordIndexes,
  selectWordTables,
  setLimits,
  tryLockSweep,
  unlockSweep,
  vacuumTable,
  type WordTable,
} from './disk-sweep.store.ts'

// Deleting a row removes it from every answer, not from the disk: PostgreSQL leaves the bytes in the table's page, the
// words in the index, and both in the write-ahead log. The sweep ends those. Decision 006 says what it promises.

/** A table of this size is rewritten in some tenths of a second, during which everybody waits for it. */
const defaultRewriteBytes = 8 * 1024 * 1024

/** A longer wait for a lock would hold up every request that queues behind it. */
const limits = { lockMs: 100, statementMs: 600_000 }

/**
 * A snapshot that is older than the deletion keeps the row alive through the first sweep. No snapshot lives as long as the
 * pause between two sweeps, so the second sweep ends it.
 */
const sweepsPerChange = 2

/** Building the indexes of a large table anew may take this share of the time. */
const largeTableShare = 0.05

type TableState = { changes: number; sweepsLeft: number; notBefore: number }

export type DiskSweep = {
  /** Sweeps the tables whose rows were deleted since their last two sweeps. A table that is in use has its turn later. */
  sweep(): Promise<void>
  /** Ends the sweep that is under way. */
  cancel(): Promise<void>
}

export type DiskSweepOptions = {
  db: Db
  log: FastifyBaseLogger
  /** Up to which size a table is rewritten whole, in bytes. */
  maxRewriteBytes?: number
}

export function createDiskSweep({ db, log, maxRewriteBytes = defaultRewriteBytes }: DiskSweepOptions): DiskSweep {
  const states = new Map<string, TableState>()
  let backend: number | null = null

  function isDue({ name, changes }: WordTable): boolean {
    const last = states.get(name)
    const state =
      last?.changes === changes ? last : { changes, sweepsLeft: sweepsPerChange, notBefore: last?.notBefore ?? 0 }
    states.set(name, state)
    return state.sweepsLeft > 0 && state.notBefore <= performance.now()
  }

  async function sweepTable(connection: Db, table: WordTable): Promise<void> {
    const state = states.get(table.name) as TableState
    const start = performance.now()
    try {
      if (table.bytes <= maxRewriteBytes) await rewriteTable(connection, table.name)
      else {
        await sweepLargeTable(connection, table.name)
        state.notBefore = performance.now() + (performance.now() - start) / largeTableShare
      }
      state.sweepsLeft--
    } catch (error) {
      log.info({ error: loggable(error) }, `the disk sweep of ${table.name} did not succeed and will be tried again`)
    }
  }

  async function sweep(): Promise<void> {
    await db.connection().execute(async (connection) => {
      const due = (await selectWordTables(connection)).filter(isDue)
      if (due.length === 0 || !(await tryLockSweep(connection))) return
      try {
        await setLimits(connection, limits)
        backend = await selectBackend(connection)
        for (const index of await selectBrokenIndexes(connection)) await dropIndex(connection, index)
        for (const table of due) await sweepTable(connection, table)
        await removeOldLog(connection)
      } finally {
        backend = null
        await resetLimits(connection)
        await unlockSweep(connection)
      }
    })
  }

  return {
    sweep,
    async cancel() {
      if (backend !== null) await cancelBackend(db, backend)
    },
  }
}

/** A large table is not rewritten: new rows overwrite its free space, and its indexes are built anew beside the old ones. */
async function sweepLargeTable(db: Db, table: string): Promise<void> {
  await vacuumTable(db, table)
  for (const index of await selectWordIndexes(db, table)) await rebuildIndex(db, index)
}

/**
 * Sweeps for as long as the server runs. Of several servers on one database, one sweeps at a time.
 *
 * @param intervalMs pause between two sweeps
 * @returns a function that stops it, the sweep that is under way included
 */
export function startDiskSweep(options: { db: Db; log: FastifyBaseLogger; intervalMs: number }): () => Promise<void> {
  const { sweep, cancel } = createDiskSweep(options)
  const stopped = new AbortController()
  const running = run()
  return async () => {
    stopped.abort()
    await cancel().catch(() => {})
    await running
  }

  async function run(): Promise<void> {
    while (!stopped.signal.aborted) {
      await sleep(options.intervalMs, undefined, { signal: stopped.signal }).catch(() => {})
      if (!stopped.signal.aborted) {
        await sweep().catch((error: unknown) => {
          options.log.warn({ error: loggable(error) }, 'the disk sweep failed, will try again')
        })
      }
    }
  }
}
