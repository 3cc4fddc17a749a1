import { AppError } from '@cruddur/contract/app-error'
import type { UserShort } from '@cruddur/contract/users'
import { registerUser } from '@cruddur/storage/accounts/users.store'
import type { Db } from '@cruddur/storage/postgres'
import { selectPersonBySub } from '../../people/people.store.ts'
import type { Identity } from './identity.port.ts'

/**
 * The person of a subject. Inserts the row in `users` if it is missing, because the server or the hook that should have
 * written it failed. Sign-in, refresh and `showMe` call it, so that such an account heals at its next use.
 *
 * @throws AppError `generic_401` if the subject has no account
 */
export async function ensureUser({ db, identity }: { db: Db; identity: Identity }, sub: string): Promise<UserShort> {
  const known = await selectPersonBySub(db, sub)
  if (known) return known
  const account = await identity.findAccount(sub)
  if (account) await registerUser(db, account)
  const user = account && (await selectPersonBySub(db, sub))
  if (!user) throw new AppError('generic_401')
  return user
}
