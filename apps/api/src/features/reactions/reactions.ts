import { AppError } from '@cruddur/contract/app-error'
import type { Db } from '@cruddur/storage/postgres'
import type { Caller } from '../../http/caller.ts'
import { refuseNobody } from '../../people/refuse-nobody.ts'
import { deleteReaction, insertReaction, type Reaction, selectReactionCount } from './reactions.store.ts'

/**
 * Adds or takes back a reaction, and tells how many there are now. A crud that the caller cannot see has none to change.
 *
 * @throws AppError `activity_not_found`, `generic_401` for a token that outlived its account
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
  if (count === null) {
    await refuseNobody(db, { sub })
    throw new AppError('activity_not_found')
  }
  return count
}
