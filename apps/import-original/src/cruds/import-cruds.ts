import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import type { Db } from '@cruddur/storage/postgres'
import { selectImported } from '../people/people.store.ts'
import type { Report } from '../report/report.ts'
import type { OriginalCrud } from '../source/original-rows.ts'
import { insertCruds, selectNow, updateNotificationTimes } from './cruds.store.ts'
import { type NewCrud, newCrudFrom } from './new-crud.ts'

/** Imports a batch of cruds of one depth. Returns those that were imported. */
export async function importCruds(
  { transaction, keys }: { transaction: Db; keys: KeyRing },
  originals: OriginalCrud[],
  report: Report,
): Promise<NewCrud[]> {
  const before = await selectImported(
    transaction,
    originals.map(({ uuid }) => uuid),
  )
  const now = await selectNow(transaction)
  const wanted: NewCrud[] = []
  for (const original of originals) {
    if (before.has(original.uuid)) report.crud('before')
    else if (original.depth !== null && original.deadline !== null && original.deadline <= now) report.crud('expired')
    else {
      const crud = newCrudFrom(original)
      if (typeof crud === 'string') report.refused(crud, original.uuid)
      else wanted.push(crud)
    }
  }
  if (wanted.length === 0) return []
  const inserted = new Set(await insertCruds(transaction, keys, wanted))
  const taken = wanted.filter(({ uuid }) => inserted.has(uuid))
  await updateNotificationTimes(transaction, [...inserted])
  const kinds = new Map(originals.map(({ uuid, deadline_was, depth }) => [uuid, depth === 0 ? deadline_was : 'own']))
  for (const { uuid, deadline, parent } of wanted) {
    if (inserted.has(uuid)) report.crud('taken', kinds.get(uuid))
    else if (deadline <= now) report.crud('expired')
    else report.refused(parent ? 'parent_left' : 'author_left', uuid)
  }
  return taken
}
