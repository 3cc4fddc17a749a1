import { AppError } from '@cruddur/contract/app-error'
import type { Db } from '@cruddur/storage/postgres'
import type { Messages } from '../messages.port.ts'
import { selectDeletedPeople, updateForgottenPeople } from './deleted-people.store.ts'

/**
 * Removes the messages of at most `limit` people whose accounts were deleted. Nobody can read those messages any more. A
 * request that was running at the deletion may still write one, so each person is forgotten again for 30 seconds.
 *
 * @throws AppError `database_unavailable` at once; any other error of one person after all others are forgotten
 */
export async function forgetDeletedPeople(db: Db, forget: Messages['forget'], limit: number): Promise<void> {
  const people = await selectDeletedPeople(db, limit)
  const forgotten: string[] = []
  const errors: unknown[] = []
  for (const person of people) {
    try {
      await forget(person)
      forgotten.push(person)
    } catch (error) {
      // The store is away: the next person would wait for it in vain, too.
      if (error instanceof AppError) throw error
      errors.push(error)
    }
  }
  if (forgotten.length > 0) await updateForgottenPeople(db, forgotten)
  if (errors.length > 0) throw errors[0]
}
