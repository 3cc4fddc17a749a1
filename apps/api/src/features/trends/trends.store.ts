import type { Reply } from '@cruddur/contract/endpoint'
import type { listTrends } from '@cruddur/contract/trends'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { tagEntry } from '@cruddur/storage/cruds/crud-entries'
import { hashesByDay } from '@cruddur/storage/cruds/keyed-hashes'
import { openTag, type SealedTagRow } from '@cruddur/storage/cruds/sealed-cruds'
import { keepPlan } from '@cruddur/storage/kept-plans'
import type { Db } from '@cruddur/storage/postgres'
import { type RawBuilder, sql } from 'kysely'
import { isNotBlocked, isNotMuted } from '../../visibility/conditions.ts'
import { hiddenPeople, type Reader, reader, readerRow } from '../../visibility/reader.ts'

/** After this time a person's use of a tag has half its weight. */
const halfLifeSeconds = 6 * 3600

/** Most uses of tags that are read, the latest first. On a day with more, trends are of the last hours. */
const maxUses = 10_000

const maxTrends = 10
/** A tag that one person uses is no trend. */
const minPeople = 2

/**
 * A tag has another hash for each day in which its cruds end. So many of the hashes that weigh most are opened. A tag whose uses end in
 * many days has a smaller share in each, and is still among them.
 */
const maxOpened = 200
/** Of the tags that are opened, so many that weigh most are counted, whatever their hashes. */
const maxCounted = 4 * maxTrends

/** How much uses of a tag weigh, by the time of the latest. */
const weight = (latest: RawBuilder<unknown>) =>
  sql`exp(date_part('epoch', ${latest} - now()) * ${sql.lit(Math.LN2 / halfLifeSeconds)})`

/** The latest uses of tags in living cruds. All that is read of them is in the index. */
const latestUses = sql`
  select activity_uuid, tag, user_uuid, created_at, crud_expires_at from live_activity_tags
  where created_at > now() - interval '1 day' order by created_at desc limit ${sql.lit(maxUses)}`

/**
 * The tags of living cruds of the last day, the most used first. Each person counts once for each tag, by their latest crud
 * with it. The older that crud, the less it counts.
 */
export async function selectTrends(db: Db, keys: KeyRing, sub: Reader): Promise<Reply<typeof listTrends>> {
  const weights = new Map<string, number>()
  for (const row of await selectHeaviestTags(db, sub)) {
    const tag = openTag(keys, row)
    if (tag !== undefined) weights.set(tag, (weights.get(tag) ?? 0) + row.weight)
  }
  const heaviest = [...weights].sort(([, one], [, other]) => other - one).slice(0, maxCounted)
  // In order, since trends of the same weight are in the order of their places.
  const tags = heaviest.map(([tag]) => tag).sort()
  if (tags.length === 0) return []
  const { hashes } = hashesByDay(keys, tags.map(tagEntry))
  const counts = await selectCounts(db, hashes, tags.length, sub)
  return counts.map(({ place, ...count }) => ({ tag: tags[place] as string, ...count }))
}

/** Whether a member sees the trends that visitors see: they muted nobody, and no block stands between them and anybody. */
export async function selectHidesNobody(db: Db, sub: string): Promise<boolean> {
  const { rows } = await sql<{ hides: boolean }>`${keepPlan}
    with ${readerRow(sub)}
    select exists (select from mutes where user_uuid = ${reader}) or cardinality(${hiddenPeople}) > 0 as hides`.execute(
    db,
  )
  return rows[0]?.hides === false
}

/** One use of each of the hashes that weigh most. */
async function selectHeaviestTags(db: Db, sub: Reader): Promise<(SealedTagRow & { weight: number })[]> {
  const { rows } = await sql<SealedTagRow & { weight: number }>`${keepPlan}
    with ${readerRow(sub)}, people as (
      select t.tag, t.user_uuid as uuid, max(t.created_at) as latest, any_value(t.activity_uuid) as activity_uuid
      from (${latestUses}) t group by t.tag, t.user_uuid
    ), heaviest as (
      select u.tag, any_value(u.activity_uuid) as activity_uuid, sum(${weight(sql`u.latest`)}) as weight
      from people u where ${isNotBlocked(sub)} and ${isNotMuted(sub)}
      group by u.tag order by weight desc limit ${sql.lit(maxOpened)}
    )
    select activity_uuid, tag::text as hash, sealed, weight from heaviest join live_activity_tags using (activity_uuid, tag)`.execute(
    db,
  )
  return rows
}

/** What trends say of a tag, by its place among those that are asked for: PostgreSQL never sees its spelling. */
type Counts = Omit<Reply<typeof listTrends>[number], 'tag'> & { place: number }

/** What trends say of some tags. `hashes` has one row a day, with one hash for each of these `tagsCount` tags. */
async function selectCounts(db: Db, hashes: string, tagsCount: number, sub: Reader): Promise<Counts[]> {
  const { rows } = await sql<Counts>`${keepPlan}
    with ${readerRow(sub)}, known as (
      select hash, ((nth - 1) % ${tagsCount}::integer)::integer as place
      from unnest(${hashes}::bigint[]) with ordinality as hashes (hash, nth)
    ), people as (
      select known.place, t.user_uuid as uuid, count(*) as cruds_count, max(t.created_at) as latest,
        min(t.crud_expires_at) as first_end, max(t.crud_expires_at) as last_end
      from (${latestUses}) t join known on known.hash = t.tag
      group by known.place, t.user_uuid
    )
    select u.place, sum(u.cruds_count)::bigint as cruds_count, count(*) as people_count,
      min(u.first_end) as counts_until, (array_agg(u.last_end order by u.last_end desc))[${sql.lit(minPeople)}] as expires_at
    from people u where ${isNotBlocked(sub)} and ${isNotMuted(sub)}
    group by u.place having count(*) >= ${sql.lit(minPeople)}
    order by sum(${weight(sql`u.latest`)}) desc, u.place limit ${sql.lit(maxTrends)}`.execute(db)
  return rows
}
