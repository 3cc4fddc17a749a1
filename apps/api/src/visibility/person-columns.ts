import type { Person } from '@cruddur/contract/users'
import { type RawBuilder, sql } from 'kysely'
import { type Reader, reader } from './reader.ts'

/** The columns of a person in a list, from `users` as `u`, for the reader of a statement that begins with `readerRow`. */
export function personColumns(sub: Reader): RawBuilder<Person> {
  return sql`
  u.uuid, u.handle, u.display_name, u.face, u.bio
  ${sub === null ? sql`` : sql`, ${isFollowed} as following`}`
}

const isFollowed = sql`exists (select from follows f where f.follower_uuid = ${reader} and f.followed_uuid = u.uuid)`
