import { maxSuggestions } from '@cruddur/contract/completion/completion'
import type { UserShort } from '@cruddur/contract/users'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { type HashesByDay, hashesByDay } from '@cruddur/storage/cruds/keyed-hashes'
import { openTag, type SealedTagRow } from '@cruddur/storage/cruds/sealed-cruds'
import { keepPlan } from '@cruddur/storage/kept-plans'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { isFindable, isNotBlocked, isNotMuted } from '../../visibility/conditions.ts'
import { ofItsDay } from '../../visibility/crud-hashes.ts'
import { type Reader, reader, readerRow } from '../../visibility/reader.ts'

/** Most people of each kind who are ranked: a short prefix finds many. */
const maxCandidates = 200
/** Most uses of tags that are read, the latest first. */
const maxUses = 5_000
/** Most different tags that are opened. */
const maxOpened = 200
/** From so many characters on, the index of names finds words in the middle of a name. */
const minMiddle = 3

/** The text with `like` patterns escaped. */
const escaped = (text: string) => text.replace(/[\\%_]/g, '\\$&')

/** People whose handle, or a word of whose name, begins with the prefix: followed people first, then by handle. */
export async function selectPeopleByPrefix(db: Db, prefix: string, sub: Reader): Promise<UserShort[]> {
  const handle = `${escaped(prefix.toLowerCase())}%`
  const plain = sql`plain_words(${prefix})`
  const { rows } = await sql<UserShort>`
    with ${readerRow(sub)}, found as (
      (select u.uuid from users u where ${prefix}::text <> '' and u.handle like ${handle}
        order by u.handle using ~<~ limit ${maxCandidates})
      union (select u.uuid from users u where ${plain} <> '' and u.plain_name like ${plain} || '%'
        order by u.plain_name using ~<~ limit ${maxCandidates})
      union (select u.uuid from users u
        where char_length(${plain}) >= ${minMiddle} and (u.handle || ' ' || u.plain_name) like '% ' || ${plain} || '%'
        limit ${maxCandidates})
      union (select f.followed_uuid from follows f where ${prefix}::text = '' and f.follower_uuid = ${reader}
        order by f.created_at desc limit ${maxCandidates})
    )
    select u.uuid, u.handle, u.display_name, u.face from found join users u on u.uuid = found.uuid
    where ${isNotBlocked(sub)} and u.uuid <> ${reader}
    order by exists (select from follows f where f.follower_uuid = ${reader} and f.followed_uuid = u.uuid) desc,
      starts_with(u.handle, ${prefix.toLowerCase()}) desc, u.handle
    limit ${maxSuggestions}`.execute(db)
  return rows
}

/** Tags of living cruds that begin with the folded prefix, those of most people first. */
export async function selectTagsByPrefix(db: Db, keys: KeyRing, prefix: string, sub: Reader): Promise<string[]> {
  const rows = await selectUsesByPrefix(db, hashesByDay(keys, [`tagBeginning:${prefix}`]), sub)
  // A tag has another hash for each day in which its cruds end.
  const people = new Map<string, Set<string>>()
  for (const row of rows) {
    const tag = openTag(keys, row)
    if (tag?.startsWith(prefix)) people.set(tag, new Set([...(people.get(tag) ?? []), ...row.people.split(',')]))
  }
  const byPeople = [...people].sort(([one, of], [other, by]) => by.size - of.size || (one < other ? -1 : 1))
  return byPeople.slice(0, maxSuggestions).map(([tag]) => tag)
}

/** Of each of the people there are the last 48 bits of their uuid, with commas between them: an array takes much longer to parse. */
type TagUses = SealedTagRow & { people: string }

/** One use of each tag that has one of these hashes among those of its beginnings, and who uses it: those of most people first. */
async function selectUsesByPrefix(db: Db, beginnings: HashesByDay, sub: Reader): Promise<TagUses[]> {
  const { rows } = await sql<TagUses>`${keepPlan}
    with ${readerRow(sub)}, uses as (
      select t.activity_uuid, t.tag, t.user_uuid as uuid from (
        select * from live_activity_tags order by created_at desc limit ${sql.lit(maxUses)}
      ) t
      where t.beginnings && ${ofItsDay(beginnings, sql`t.crud_expires_at`)}
    ), tags as (
      select u.tag, any_value(u.activity_uuid) as activity_uuid, string_agg(distinct right(u.uuid::text, 12), ',') as people
      from uses u where ${isNotBlocked(sub)} and ${isNotMuted(sub)}
      group by u.tag order by count(distinct u.uuid) desc limit ${sql.lit(maxOpened)}
    )
    select activity_uuid, tag::text as hash, sealed, people from tags join live_activity_tags using (activity_uuid, tag)`.execute(
    db,
  )
  return rows
}

/** Those of the handles that belong to people whose page the reader can see. */
export async function selectKnownHandles(db: Db, handles: string[], sub: Reader): Promise<string[]> {
  const { rows } = await sql<{ handle: string }>`
    with ${readerRow(sub)}
    select u.handle from users u where u.handle = any (${handles}::text[]) and ${isFindable(sub)}
    order by u.handle`.execute(db)
  return rows.map(({ handle }) => handle)
}
