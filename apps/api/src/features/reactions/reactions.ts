import { AppError } from '@cruddur/contract/app-error'
import type { Db } from '@cruddur/storage/postgres'
import type { Caller } from '../../http/caller.ts'
import { requireAccount } from '../../people/require-account.ts'
import { deleteReaction, insertReaction, type Reaction, selectReactionCount } from './reactions.store.ts'

// Each can be repeated, and returns how many there are now. Each throws AppError `activity_not_found` for a crud that the
// caller cannot see, and `generic_401` for a token of a deleted account.

type Crud = { uuid: string }

export async function likeActivity(db: Db, { sub }: Caller, { uuid }: Crud) {
  await insertReaction(db, 'like', uuid, sub)
  return { uuid, likes_count: await countOf(db, 'like', uuid, sub), liked: true }
}

export async function unlikeActivity(db: Db, { sub }: Caller, { uuid }: Crud) {
  await deleteReaction(db, 'like', uuid, sub)
  return { uuid, likes_count: await countOf(db, 'like', uuid, sub), liked: false }
}

export async function repostActivity(db: Db, { sub }: Caller, { uuid }: Crud) {
  await insertReaction(db, 'repost', uuid, sub)
  return { uuid, reposts_count: await countOf(db, 'repost', uuid, sub), reposted: true }
}

export async function unrepostActivity(db: Db, { sub }: Caller, { uuid }: Crud) {
  await deleteReaction(db, 'repost', uuid, sub)
  return { uuid, reposts_count: await countOf(db, 'repost', uuid, sub), reposted: false }
}

async function countOf(db: Db, reaction: Reaction, uuid: string, sub: string): Promise<number> {
  const count = await selectReactionCount(db, reaction, uuid, sub)
  if (count !== null) return count
  await requireAccount(db, { sub })
  throw new AppError('activity_not_found')
}
