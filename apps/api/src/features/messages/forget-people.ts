import type { Db } from '@cruddur/storage/postgres'
import { selectDeletedPeople, updateForgottenPeople } from './deleted-people.store.ts'
import type { Messages } from './messages.port.ts'

/**
 * Removes the messages of people whose accounts were deleted, from whatever store they are in. Nobody has seen them since;
 * somebody may have been sending one at that moment, and so it is done again for a while.
 *
 * @returns an eraser, which never asks to be called again at once
 */
export const forgetDeletedPeople =
  (messages: Messages) =>
  async (db: Db, limit: number): Promise<number> => {
    const people = await selectDeletedPeople(db, limit)
    for (const person of people) await messages.forget(person)
    if (people.length > 0) await updateForgottenPeople(db, people)
    return 0
  }
