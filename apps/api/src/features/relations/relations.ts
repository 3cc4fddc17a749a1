import { AppError } from '@cruddur/contract/app-error'
import type { Db } from '@cruddur/storage/postgres'
import type { Caller } from '../../http/caller.ts'
import { requireAccount } from '../../people/require-account.ts'
import type { Relation } from './relation-tables.ts'
import { deleteRelation, insertRelation, type Standing, selectStanding } from './relations.store.ts'

// Each can be repeated, and returns how the two stand afterwards. Each throws AppError `user_not_found` for nobody and for
// a person whom a block hides, `person_is_self`, and `generic_401` for a token of a deleted account.

type ToPerson = { handle: string }

export async function followPerson(db: Db, { sub }: Caller, { handle }: ToPerson) {
  await insertRelation(db, 'follow', handle, sub)
  return following(db, sub, handle)
}

export async function unfollowPerson(db: Db, { sub }: Caller, { handle }: ToPerson) {
  await deleteRelation(db, 'follow', handle, sub)
  return following(db, sub, handle)
}

async function following(db: Db, sub: string, handle: string) {
  const { holds, followers_count } = await standingTo(db, 'follow', handle, sub)
  return { handle, following: holds, followers_count }
}

export async function mutePerson(db: Db, { sub }: Caller, { handle }: ToPerson) {
  await insertRelation(db, 'mute', handle, sub)
  return { handle, muted: (await standingTo(db, 'mute', handle, sub)).holds }
}

export async function unmutePerson(db: Db, { sub }: Caller, { handle }: ToPerson) {
  await deleteRelation(db, 'mute', handle, sub)
  return { handle, muted: (await standingTo(db, 'mute', handle, sub)).holds }
}

export async function blockPerson(db: Db, { sub }: Caller, { handle }: ToPerson) {
  await insertRelation(db, 'block', handle, sub)
  return { handle, blocked: (await standingTo(db, 'block', handle, sub)).holds }
}

export async function unblockPerson(db: Db, { sub }: Caller, { handle }: ToPerson) {
  await deleteRelation(db, 'block', handle, sub)
  return { handle, blocked: (await standingTo(db, 'block', handle, sub)).holds }
}

async function standingTo(db: Db, relation: Relation, handle: string, sub: string): Promise<Standing> {
  const standing = await selectStanding(db, relation, handle, sub)
  if (!standing?.reader_uuid) await requireAccount(db, { sub })
  if (!standing) throw new AppError('user_not_found')
  if (standing.is_self) throw new AppError('person_is_self')
  return standing
}
