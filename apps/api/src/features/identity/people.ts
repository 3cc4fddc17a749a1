import { AppError } from '@cruddur/contract/app-error'
import type { UserShort } from '@cruddur/contract/users'
import type { Db } from '@cruddur/storage/postgres'
import type { Identity } from './identity.port.ts'
import { insertUser, selectUserBySub } from './people.store.ts'

/**
 * The person of a subject. A confirmed person who has no row in `users`, because the server or the hook that was to
 * write it failed, gets it here: signing in, refreshing and asking who one is all pass through this.
 *
 * @throws AppError `generic_401` for a subject that is nobody's
 */
export async function personOf({ db, identity }: { db: Db; identity: Identity }, sub: string): Promise<UserShort> {
  const known = await selectUserBySub(db, sub)
  if (known) return known
  const person = await identity.findPerson(sub)
  if (person) await insertUser(db, person)
  const user = person && (await selectUserBySub(db, sub))
  if (!user) throw new AppError('generic_401')
  return user
}
