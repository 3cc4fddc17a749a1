import type { Page } from '@cruddur/storage/page'
import { type RawBuilder, sql } from 'kysely'
import { hasNoMutedWord, isNotBlocked, isNotMuted } from '../../visibility/conditions.ts'
import type { MutedWords } from '../../visibility/muted-words.store.ts'
import { reader } from '../../visibility/reader.ts'
import { afterCursor, type FeedOrder, upToRowOf } from './feed-order.ts'

/** Whose list, and which page of it. The statement has a table `sources`: the people followed, without those muted or blocked. */
export type Source = { page: Page; order: FeedOrder; sub: string; muted: MutedWords }

/** A person's cruds after the cursor, up to the row of `last` if there is one, in order. */
export function cruds({ page, order, muted }: Source, author: RawBuilder<unknown>, last?: RawBuilder<unknown>) {
  const { crudTime: time, direction } = order
  return sql`
    select a.uuid, ${time} as at from live_activities a
    where a.user_uuid = ${author} and a.reply_to_activity_uuid is null and ${hasNoMutedWord(muted)}
      ${afterCursor(page, order, sql`(${time}, a.uuid)`)} ${last ? upToRowOf(last, order, time) : sql``}
    order by ${time} ${direction}, a.uuid ${direction}`
}

/**
 * The cruds of strangers that a person was the first to bring into the reader's feed, after the cursor and up to the last
 * crud of the page, in order.
 */
export function reposts(source: Source, reposter: RawBuilder<unknown>) {
  const { page, order } = source
  const { repostTime: time, direction } = order
  return sql`
    select r.activity_uuid as uuid, ${time} as at, r.user_uuid as reposter_uuid
    from reposts r join live_activities a on a.uuid = r.activity_uuid
    where r.user_uuid = ${reposter} and r.crud_expires_at > now()
      ${afterCursor(page, order, sql`(${time}, r.activity_uuid)`)} ${upToRowOf(sql`last_crud`, order, time)}
      and ${isFirstRepost(source)}
    order by ${time} ${direction}, r.activity_uuid ${direction}`
}

const author = sql`a.user_uuid`

/**
 * The condition that the crud `a` is of a stranger whom the reader may see, and that `r` was the first to bring it into the
 * reader's feed. "is true" stops PostgreSQL from turning the look for the first repost into a join, which
 * would read every repost of every source.
 */
export const isFirstRepost = ({ sub, muted }: Source) => sql`
  a.user_uuid <> ${reader} and ${isNotBlocked(sub, author)} and ${isNotMuted(sub, author)} and ${hasNoMutedWord(muted)}
  and not exists (select from follows f where f.follower_uuid = ${reader} and f.followed_uuid = a.user_uuid)
  and r.user_uuid = (
    select first.user_uuid from reposts first
    where first.activity_uuid = a.uuid and (first.user_uuid in (select uuid from sources)) is true
    order by first.created_at, first.user_uuid limit 1
  )`

/**
 * Who reposted a crud of the table `page`, if somebody did. One look for each crud that somebody reposted: PostgreSQL would rather
 * read all people for a join.
 */
export const reposters = sql`lateral (
  select json_build_object('handle', u.handle, 'display_name', u.display_name) as reposted_by
  from users u where u.uuid = page.reposter_uuid limit 1
) reposter`
