import type { Db } from '@cruddur/storage/postgres'
import type { Messages } from '../messages.port.ts'
import { selectDeletedPeople, updateForgottenPeople } from './deleted-people.store.ts'

/**
 * Removes the messages of at most `limit` people whose accounts were deleted. Nobody can read those messages any more. A
 * request that was running at the deletion may still write one, so each person is forgotten again for 30 seconds.
 */
export async function forgetDeletedPeople(db: Db, forget: Messages['forget'], limit: number): Promise<void> {
  const people = await selectDeletedPeople(db, limit)
  for (const person of people) await forget(person)
  if (people.length > 0) await updateForgottenPeople(db, people)
}
