import { AppError } from '@cruddur/contract/app-error'
import type { Db } from '@cruddur/storage/postgres'
import type { Caller } from '../http/caller.ts'
import { selectIsSomebody } from './caller.store.ts'

/**
 * For where nothing was found or changed, before it is said: a token that outlived its account finds nothing either, and
 * is to hear that. What succeeds has joined the person's row and need not ask.
 *
 * @throws AppError `generic_401`
 */
export async function refuseNobody(db: Db, { sub }: Caller): Promise<void> {
  if (!(await selectIsSomebody(db, sub))) throw new AppError('generic_401')
}
