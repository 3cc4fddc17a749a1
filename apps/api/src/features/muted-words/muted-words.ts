import { AppError } from '@cruddur/contract/app-error'
import { type MutedWord, type MuteSpan, mutedWordLimit } from '@cruddur/contract/muted-words/muted-words'
import type { Db } from '@cruddur/storage/postgres'
import type { Caller } from '../../http/caller.ts'
import { requireAccount } from '../../people/require-account.ts'
import { deleteMutedWord, selectTerm, upsertMutedWord } from './muted-words.store.ts'

const spanDays: Readonly<Record<MuteSpan, number | null>> = { day: 1, week: 7, forever: null }

/**
 * Mutes a word for the caller. A word that is muted already, in whatever case, gets the new end.
 *
 * @throws AppError `muted_word_blank` for a term without a word in it; `muted_words_full`
 */
export async function muteWord(
  db: Db,
  caller: Caller,
  { term, span }: { term: string; span: MuteSpan },
): Promise<MutedWord> {
  await requireAccount(db, caller)
  const { hasWords, others_count } = await selectTerm(db, caller.sub, term)
  if (!hasWords) throw new AppError('muted_word_blank')
  if (others_count >= mutedWordLimit.perPerson) throw new AppError('muted_words_full')
  const word = await upsertMutedWord(db, { sub: caller.sub, term, days: spanDays[span] })
  // The account was deleted meanwhile.
  if (!word) throw new AppError('generic_401')
  return word
}

/** @throws AppError `muted_word_not_found`; `generic_401` for a token of a deleted account */
export async function unmuteWord(db: Db, caller: Caller, { uuid }: { uuid: string }): Promise<{ success: true }> {
  if (await deleteMutedWord(db, uuid, caller.sub)) return { success: true }
  await requireAccount(db, caller)
  throw new AppError('muted_word_not_found')
}
