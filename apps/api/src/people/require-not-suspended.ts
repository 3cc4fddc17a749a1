import { AppError } from '@cruddur/contract/app-error'
import type { Db } from '@cruddur/storage/postgres'
import type { Caller } from '../http/caller.ts'
import { selectIsSuspended } from './people.store.ts'

/**
 * Call before the caller reaches others by something that is not a row of our own tables. For those that are, triggers
 * refuse.
 *
 * @throws AppError `suspended`
 */
export async function requireNotSuspended(db: Db, { sub }: Caller): Promise<void> {
  if (await selectIsSuspended(db, sub)) throw new AppError('suspended')
}
