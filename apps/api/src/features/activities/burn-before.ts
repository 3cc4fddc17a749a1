import type { Db } from '@cruddur/storage/postgres'
import { deleteCrud } from '../../burning/delete-crud.store.ts'
import type { Caller } from '../../http/caller.ts'
import { requireAccount } from '../../people/require-account.ts'
import { type Position, selectBefore, selectCountBefore } from './burn-before.store.ts'

/** Cruds that are read at once. */
const batchSize = 100
/** Milliseconds after which a request stops, so that it is answered in time. The client repeats it. */
const maxWorkMs = 3_000

/**
 * Burns the caller's cruds from before an instant, one by one and the newest first, so that replies go before what they
 * answer. Each is burnt in a transaction of its own, exactly as if it was burnt alone. What is burnt when a request breaks
 * off stays burnt, and the same request goes on with the rest.
 */
export async function burnCrudsBefore(
  db: Db,
  caller: Caller,
  { before }: { before?: string | undefined },
): Promise<{ burnt_count: number; left_count: number }> {
  await requireAccount(db, caller)
  const until = performance.now() + maxWorkMs
  let burnt = 0
  let last: Position | undefined
  do {
    const batch = await selectBefore(db, caller.sub, { before, after: last, limit: batchSize })
    for (const { uuid } of batch) {
      if (await deleteCrud(db, uuid, caller.sub)) burnt++
      if (performance.now() > until) break
    }
    // A crud that expired meanwhile is not met again.
    last = batch.at(-1)
  } while (last && performance.now() < until)
  return { burnt_count: burnt, left_count: await selectCountBefore(db, caller.sub, before) }
}
