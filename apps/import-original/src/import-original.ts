import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { Db } from '@cruddur/storage/postgres'
import { selectMissing } from './cruds/cruds.store.ts'
import { importCruds } from './cruds/import-cruds.ts'
import { insertStart, setPatience } from './imports.store.ts'
import { createFreeHandles } from './people/free-handles.ts'
import { importPeople } from './people/import-people.ts'
import { selectPeopleCount } from './people/people.store.ts'
import { createReport, type Totals } from './report/report.ts'
import type { Source } from './source/open-source.ts'

export type Import = {
  source: Source
  db: Db
  /** Seals what is imported. */
  keys: KeyRing
  /** Rolls everything back at the end. */
  dryRun: boolean
  /** Whether people get an account of the built-in identity, with their e-mail address. */
  withAccounts: boolean
  /** Called after each batch with the number of rows that were looked at. */
  onProgress?: (seen: number) => void
  /** Stops between two batches. */
  signal?: AbortSignal
}

/** Rolls a dry run back. */
class DryRunEnd extends Error {}

/**
 * Imports people and then cruds, one transaction for each batch, and checks after each that the rows are there. If it is
 * stopped, run it again: no row is imported twice, even if it has been deleted since. A dry run does the same in one
 * transaction that is rolled back.
 */
export async function importOriginal({ db, dryRun, ...options }: Import): Promise<Totals> {
  if (!dryRun) return run(options, db, (work) => db.transaction().execute(work))
  let totals: Totals | undefined
  try {
    await db.transaction().execute(async (transaction) => {
      await setPatience(transaction)
      totals = await run(options, transaction, (work) => work(transaction))
      throw new DryRunEnd()
    })
  } catch (error) {
    if (!(error instanceof DryRunEnd)) throw error
  }
  return totals as Totals
}

async function run(
  { source, keys, withAccounts, onProgress, signal }: Omit<Import, 'db' | 'dryRun'>,
  db: Db,
  transact: <Result>(work: (transaction: Db) => Promise<Result>) => Promise<Result>,
): Promise<Totals> {
  const report = createReport()
  const handles = createFreeHandles()
  await insertStart(db)
  for await (const people of source.people()) {
    signal?.throwIfAborted()
    const taken = await transact((transaction) => importPeople(transaction, people, { withAccounts, handles, report }))
    report.missing('people', taken.length - (await selectPeopleCount(db, taken)))
    onProgress?.(report.seen())
  }
  for await (const cruds of source.cruds()) {
    signal?.throwIfAborted()
    const taken = await transact((transaction) => importCruds({ transaction, keys }, cruds, report))
    report.missing('cruds', await selectMissing(db, taken))
    onProgress?.(report.seen())
  }
  return report.totals
}
