import { AppError } from '@cruddur/contract/app-error'
import type { Db } from '@cruddur/storage/postgres'
import type { Limit } from '../config/setting-values.ts'
import { type Attempt, upsertAttempt } from './attempts.store.ts'

/**
 * Counts an attempt. Call it before the work, so that many attempts at once cannot all pass.
 *
 * @throws AppError `rate_limited` beyond the limit
 */
export async function countAttempt(db: Db, attempt: Attempt, { max, window }: Limit): Promise<void> {
  const { count, secondsLeft } = await upsertAttempt(db, attempt, window)
  if (count > max) throw new AppError('rate_limited', { retryAfter: secondsLeft })
}
