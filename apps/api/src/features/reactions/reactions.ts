import type { Db } from '@cruddur/storage/postgres'
import { AppError } from '../../app-error.ts'
import type { Caller } from '../../caller.ts'
import { deleteReaction, insertReaction, type Reaction, selectReactionCount } from './reactions.store.ts'

/**
 * Adds or takes back a reaction, and tells how many there are now. A crud that the caller cannot see has none to change.
 *
 * @throws AppError `activity_not_found`
 */
export async function react(
  db: Db,
  { sub }: Caller,
  uuid: string,
  reaction: Reaction,
  wanted: boolean,
): Promise<number> {
  if (wanted) await insertReaction(db, reaction, uuid, sub)
  else await deleteReaction(db, reaction, uuid, sub)
  const count = await selectReactionCount(db, reaction, uuid, sub)
  if (count === null) throw new AppError('activity_not_found')
  return count
}
