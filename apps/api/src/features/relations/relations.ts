import { AppError } from '@cruddur/contract/app-error'
import type { Db } from '@cruddur/storage/postgres'
import type { Caller } from '../../http/caller.ts'
import { refuseNobody } from '../../people/refuse-nobody.ts'
import { deleteRelation, insertRelation, type Relation, type Standing, selectStanding } from './relations.store.ts'

/**
 * Begins or ends what the caller has to do with a person, and tells how they stand afterwards. What the database did not
 * change is not an error by itself: the standing says why.
 *
 * @throws AppError `user_not_found` for nobody and for who is absent to the caller, `person_is_self`, `generic_401`
 */
export async function relate(
  db: Db,
  { sub }: Caller,
  handle: string,
  relation: Relation,
  wanted: boolean,
): Promise<Standing> {
  if (wanted) await insertRelation(db, relation, handle, sub)
  else await deleteRelation(db, relation, handle, sub)
  const standing = await selectStanding(db, relation, handle, sub)
  if (!standing?.reader_uuid) await refuseNobody(db, { sub })
  if (!standing) throw new AppError('user_not_found')
  if (standing.is_self) throw new AppError('person_is_self')
  return standing
}
