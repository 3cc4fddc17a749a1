import { AppError } from '@cruddur/contract/app-error'
import type { Db } from '@cruddur/storage/postgres'
import type { Limit } from '../../config/setting-values.ts'
import { type Attempt, upsertAttempt } from './attempts.store.ts'

/**
 * Counts an attempt, before anything is done for it, so that many at once can't all slip through.
 *
 * @throws AppError `rate_limited` when it is one too many
 */
export async function admit(db: Db, attempt: Attempt, { max, window }: Limit): Promise<void> {
  const { count, seconds } = await upsertAttempt(db, attempt, window)
  if (count > max) throw new AppError('rate_limited', { retryAfter: seconds })
}
