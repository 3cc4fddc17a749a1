import type { Change } from '../model/change.ts'
import { contentType } from '../rules/content-types.ts'
import { stageOf } from '../rules/stages.ts'
import type { Run } from './run.ts'

/** Objects of one DeleteObjects. */
const atOnce = 1_000

/**
 * Deletes, pages before what they name. When some cannot be deleted, the others are still tried.
 *
 * @returns whether all were begun: false after the signal
 */
export async function deleteAll(run: Run, deletes: Change[], onDeleted: (change: Change) => void): Promise<boolean> {
  const inOrder = [...deletes.filter((change) => isEntry(run, change)), ...deletes.filter((one) => !isEntry(run, one))]
  const failures: unknown[] = []
  for (let at = 0; at < inOrder.length; at += atOnce) {
    if (run.signal.aborted) break
    await deleteSome(run, inOrder.slice(at, at + atOnce), onDeleted).catch((error) => failures.push(error))
  }
  if (failures.length > 0) throw failures[0]
  return !run.signal.aborted
}

async function deleteSome(run: Run, changes: Change[], onDeleted: (change: Change) => void): Promise<void> {
  const { bucket, ledger, talk, claim } = run
  await claim()
  const keys = changes.map(({ path }) => path)
  for (const key of keys) ledger.begins(key, 'delete')
  await bucket.delete(keys)
  ledger.deleted(keys)
  for (const change of changes) {
    talk.change(change)
    onDeleted(change)
  }
}

function isEntry({ site, settings }: Run, { path }: Change): boolean {
  const type = site.manifest.entries.get(path)?.headers['content-type'] ?? contentType(path)
  return stageOf(path.slice(settings.prefix.length), type) === 'entry'
}
