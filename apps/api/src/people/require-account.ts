import { AppError } from '@cruddur/contract/app-error'
import type { Db } from '@cruddur/storage/postgres'
import type { Caller } from '../http/caller.ts'
import { selectPersonBySub } from './people.store.ts'

/**
 * Call before answering 404 or an empty list, so that a token of a deleted account gets 401. Statements that find
 * something have joined the caller's row, and need no check.
 *
 * @throws AppError `generic_401`
 */
export async function requireAccount(db: Db, { sub }: Caller): Promise<void> {
  if (!(await selectPersonBySub(db, sub))) throw new AppError('generic_401')
}
