import type { Person } from '@cruddur/contract/users'
import type { ListPosition, Page } from '@cruddur/storage/page'
import type { Db } from '@cruddur/storage/postgres'
import { type RawBuilder, sql } from 'kysely'
import { isPresent, type Reader, reader, readerRow } from '../../visibility/activity-rows.ts'
import { isFindable, personColumns } from '../../visibility/person-rows.ts'

type Row = Person & ListPosition

/** The uuid of the person of a handle, or null for nobody and for who is absent to the reader. */
export async function selectPersonUuid(db: Db, handle: string, sub: Reader): Promise<string | null> {
  const { rows } = await sql<{ uuid: string }>`
    with ${readerRow(sub)}
    select u.uuid from users u where u.handle = ${handle} and ${isPresent(sub)}`.execute(db)
  return rows[0]?.uuid ?? null
}

/** Who follows a person, the latest first, one more than the page holds. */
export async function selectFollowers(db: Db, followed: string, page: Page, sub: Reader): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with ${readerRow(sub)}
    select ${personColumns(sub)}, r.created_at as at from follows r join users u on u.uuid = r.follower_uuid
    where r.followed_uuid = ${followed} and ${isPresent(sub)} ${before(page, sql`r.follower_uuid`)}
    order by r.created_at desc, r.follower_uuid desc limit ${page.limit + 1}`.execute(db)
  return rows
}

/** Whom a person follows, the latest first, one more than the page holds. */
export async function selectFollowing(db: Db, follower: string, page: Page, sub: Reader): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with ${readerRow(sub)}
    select ${personColumns(sub)}, r.created_at as at from follows r join users u on u.uuid = r.followed_uuid
    where r.follower_uuid = ${follower} and ${isPresent(sub)} ${before(page, sql`r.followed_uuid`)}
    order by r.created_at desc, r.followed_uuid desc limit ${page.limit + 1}`.execute(db)
  return rows
}

/** Whom the reader muted, the latest first, one more than the page holds. */
export async function selectMuted(db: Db, page: Page, sub: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with ${readerRow(sub)}
    select ${personColumns(sub)}, r.created_at as at from mutes r join users u on u.uuid = r.muted_uuid
    where r.user_uuid = ${reader} and ${isPresent(sub)} ${before(page, sql`r.muted_uuid`)}
    order by r.created_at desc, r.muted_uuid desc limit ${page.limit + 1}`.execute(db)
  return rows
}

/** Whom the reader blocked, the latest first, one more than the page holds. */
export async function selectBlocked(db: Db, page: Page, sub: string): Promise<Row[]> {
  const { rows } = await sql<Row>`
    with ${readerRow(sub)}
    select ${personColumns(sub)}, r.created_at as at from blocks r join users u on u.uuid = r.blocked_uuid
    where r.user_uuid = ${reader} and ${isFindable(sub)} ${before(page, sql`r.blocked_uuid`)}
    order by r.created_at desc, r.blocked_uuid desc limit ${page.limit + 1}`.execute(db)
  return rows
}

/** The condition for what comes after the page's cursor, by when the relation began and with whom. */
const before = ({ after }: Page, person: RawBuilder<unknown>) =>
  after ? sql`and (r.created_at, ${person}) < (${after.at}::timestamptz, ${after.uuid}::uuid)` : sql``
