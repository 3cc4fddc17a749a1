import { type RawBuilder, sql } from 'kysely'
import { hasHashOf } from './crud-hashes.ts'
import type { MutedWords } from './muted-words.store.ts'
import { oneMinuteAuthor } from './one-minute-author.ts'
import { type Reader, reader } from './reader.ts'

// Who may see whom. Every statement that shows people or their cruds has one of the first two conditions; `npm run check`
// looks for them in every store. The statement begins with `readerRow`.

/**
 * The condition that no block stands between the reader and a person, whoever of the two made it. The person is the
 * author `u` unless another is named. Every read of cruds or people has this condition, or `isFindable`.
 */
export function isNotBlocked(sub: Reader, person: RawBuilder<unknown> = sql`u.uuid`) {
  if (sub === null) return sql`true`
  return isNotOneOf(person, sql`select unnest(people) from hidden`)
}

/**
 * The condition that the person `u` did not block the reader. Weaker than `isNotBlocked`: it is for pages where the
 * reader can undo a block of their own, and so must find the person whom they blocked.
 */
export function isFindable(sub: Reader) {
  if (sub === null) return sql`true`
  return sql`not exists (select from blocks b where b.user_uuid = u.uuid and b.blocked_uuid = ${reader})`
}

/**
 * The condition that the reader did not mute a person, by default the author `u`, and that it is not the author of cruds that
 * visitors watch ending. For lists that mix many people. Not for a person's own page or for a thread: the reader went there
 * on purpose.
 */
export function isNotMuted(sub: Reader, person: RawBuilder<unknown> = sql`u.uuid`) {
  const isListed = sql`${person} <> ${sql.lit(oneMinuteAuthor)}::uuid`
  if (sub === null) return isListed
  return sql`${isListed} and ${isNotOneOf(person, sql`select muted_uuid from mutes where user_uuid = ${reader}`)}`
}

/**
 * PostgreSQL reads the few people once a statement, into a hash table. With "not exists" it would look into an index for every
 * row, or join, and then could not read a list in its order.
 */
const isNotOneOf = (person: RawBuilder<unknown>, people: RawBuilder<unknown>) =>
  sql`(${person} in (${people})) is not true`

/**
 * The condition that the crud `a` has no word and no tag that the reader muted, or is their own. For the lists that have
 * `isNotMuted`, and for notifications. Phrases are looked for in the words themselves: see `openUnmuted`.
 */
export function hasNoMutedWord({ hashes }: MutedWords) {
  return hashes ? sql`(a.user_uuid = ${reader} or ${hasHashOf(hashes)} is not true)` : sql`true`
}
