import type { Person } from '@cruddur/contract/users'
import { type RawBuilder, sql } from 'kysely'
import { type Reader, reader } from './activity-rows.ts'

/** The columns of a person in a list, from `users` as `u`, for the reader of a statement that begins with `readerRow`. */
export const personColumns = (sub: Reader): RawBuilder<Person> => sql`
  u.uuid, u.handle, u.display_name, u.bio
  ${sub === null ? sql`` : sql`, ${isFollowed} as following`}`

const isFollowed = sql`exists (select from follows f where f.follower_uuid = ${reader} and f.followed_uuid = u.uuid)`

/**
 * The condition that the reader can find a person, by default `u`, by their handle: those that they blocked themselves
 * too, to take the block back. The other way round there is nobody.
 */
export const isFindable = (sub: Reader) =>
  sub === null
    ? sql`true`
    : sql`not exists (select from blocks b where b.user_uuid = u.uuid and b.blocked_uuid = ${reader})`
