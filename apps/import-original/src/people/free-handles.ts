import { selectHandleTaken } from '@cruddur/storage/accounts/held-handles.store'
import type { Db } from '@cruddur/storage/postgres'
import { type NewPerson, numbered } from './new-person.ts'

export type FreeHandles = ReturnType<typeof createFreeHandles>

/**
 * Finds handles for people, and remembers which numbers it has given: many people can want one handle, such as those whose
 * own has no Latin letter.
 */
export function createFreeHandles() {
  const nextNumbers = new Map<string, number>()
  return {
    /** The handle that a person should have; if it is taken, with the first number from 2 on that makes it free. */
    async find(db: Db, { handle: wanted, email, sub }: NewPerson): Promise<string> {
      for (let number = nextNumbers.get(wanted) ?? 1; ; number++) {
        const handle = number === 1 ? wanted : numbered(wanted, number)
        if (await selectHandleTaken(db, { handle, email: email ?? '', sub })) continue
        nextNumbers.set(wanted, number + 1)
        return handle
      }
    },
  }
}
