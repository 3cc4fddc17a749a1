import type { Change } from '../model/change.ts'
import type { Decision } from '../plan/decide-file.ts'
import { contentType } from '../rules/content-types.ts'
import { stageOf } from '../rules/stages.ts'
import type { Run } from './run.ts'

/** S3's limit for the keys of one DeleteObjects. */
const maxKeys = 1_000

/**
 * Deletes objects, pages before the assets that they name. When some cannot be deleted, it still tries the others.
 *
 * @returns whether all deletes were begun: false after the signal
 */
export async function deleteAll(run: Run, deletes: Decision[], onDeleted: (change: Change) => void): Promise<boolean> {
  const { prefix } = run.settings
  const inOrder = [
    ...deletes.filter((one) => isEntryPoint(one, prefix)),
    ...deletes.filter((one) => !isEntryPoint(one, prefix)),
  ]
  const failures: unknown[] = []
  for (let at = 0; at < inOrder.length; at += maxKeys) {
    if (run.signal.aborted) break
    await deleteSome(run, inOrder.slice(at, at + maxKeys), onDeleted).catch((error) => failures.push(error))
  }
  if (failures.length > 0) throw failures[0]
  return !run.signal.aborted
}

async function deleteSome(run: Run, deletes: Decision[], onDeleted: (change: Change) => void): Promise<void> {
  const { bucket, journal, reporter } = run
  await run.claim()
  const entries = deletes.map(({ entry }) => entry)
  for (const entry of entries) journal.begins(entry, 'delete')
  await bucket.delete(entries.map(({ key }) => key))
  journal.deleted(entries)
  for (const { change } of deletes) {
    reporter.change(change)
    onDeleted(change)
  }
}

function isEntryPoint({ entry: { key, remembered } }: Decision, prefix: string): boolean {
  const type = remembered?.headers['content-type'] ?? contentType(key)
  return stageOf(key.slice(prefix.length), type) === 'entry'
}
