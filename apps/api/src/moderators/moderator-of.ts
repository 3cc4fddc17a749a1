import { AppError } from '@cruddur/contract/app-error'
import type { Db } from '@cruddur/storage/postgres'
import type { Caller } from '../http/caller.ts'
import { selectPersonBySub } from '../people/people.store.ts'

export type Moderator = { sub: string; handle: string }

/** `moderators` are handles. */
export type Moderation = { db: Db; moderators: readonly string[] }

/**
 * Call before looking at the input or at anything that only moderators see, so that a refusal reveals nothing.
 *
 * @throws AppError unless the caller is a moderator
 */
export async function moderatorOf({ db, moderators }: Moderation, { sub }: Caller): Promise<Moderator> {
  const person = await selectPersonBySub(db, sub)
  if (!person) throw new AppError('generic_401')
  if (!moderators.includes(person.handle)) throw new AppError('generic_403')
  return { sub, handle: person.handle }
}
