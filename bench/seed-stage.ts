import { randomUUIDv7 } from 'node:crypto'
import { join } from 'node:path'
import { setImmediate as pause } from 'node:timers/promises'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { groupUuidOf } from '@cruddur/message-stores/group-uuid'
import { sealText } from '@cruddur/message-stores/sealed-messages'
import { type SealedCrud, sealCrud } from '@cruddur/storage/cruds/sealed-cruds'
import { tagRows } from '@cruddur/storage/cruds/sealed-cruds.store'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { pino } from 'pino'
import { parseConfig } from '../apps/api/src/config/config.ts'
import { openKeys } from '../apps/api/src/keys/open-keys.ts'
import type { Place } from './processes.ts'
import type { Counts } from './scale.ts'

const dayMs = 86_400_000
/** Cruds were published over this time, and live on for twice as long. */
const publishedMs = 10 * dayMs
const cruds = { perStatement: 5_000, perPause: 100, words: 8, vocabulary: 20_000, tags: 2_000 }
/** The first people have more than others: replies to a crud, notifications, and groups with messages. */
export const busy = { people: 20, replies: 50, likes: 100, groups: 25, messages: 4 }

/**
 * Fills the database, with words that are sealed as the server seals them: people who follow each other, cruds in the order in
 * which they were published, replies, likes and their notifications, messages. Does nothing where it has done so before.
 *
 * @throws if it was filled with other numbers
 */
export async function seedStage(db: Db, place: Place, counts: Counts): Promise<void> {
  const filled = await filledBefore(db)
  if (filled === JSON.stringify(counts)) return
  if (filled) throw new Error(`${place.dir} is filled with ${filled}: use another directory`)
  const keys = await openStageKeys(db, place)
  await sql`set maintenance_work_mem = '512MB'`.execute(db)
  await withoutTriggers(db, async () => {
    await seedPeople(db, counts)
    await withoutIndexes(db, 'activities', () => seedCruds(db, keys, counts))
    await seedReplies(db, keys)
    await seedReactions(db)
    await seedMessages(db, keys, counts)
  })
  await keys.close()
  await sql`create table bench_filled as select ${JSON.stringify(counts)} as counts`.execute(db)
}

/** The keys of the servers on this database. */
export function openStageKeys(db: Db, { dir, connectionUrl }: Place): Promise<KeyRing> {
  const config = parseConfig({ DATA_DIR: join(dir, 'server'), CONNECTION_URL: connectionUrl })
  return openKeys(config, db, pino({ level: 'silent' }))
}

async function filledBefore(db: Db): Promise<string | undefined> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass('bench_filled') is not null as there`.execute(db)
  if (!rows[0]?.there) return undefined
  return (await sql<{ counts: string }>`select counts from bench_filled`.execute(db)).rows[0]?.counts
}

async function seedPeople(db: Db, { people, followed }: Counts): Promise<void> {
  await sql`insert into users (cognito_user_uuid, handle, display_name)
    select gen_random_uuid(), 'person_' || n, 'Person ' || n from generate_series(1, ${people}) n`.execute(db)
  await sql`create table bench_people as
    select row_number() over (order by uuid) as n, uuid from users`.execute(db)
  await sql`create unique index on bench_people (n)`.execute(db)
  await withoutIndexes(db, 'follows', () =>
    sql`insert into follows (follower_uuid, followed_uuid, created_at)
      select a.uuid, b.uuid, now() - step * interval '1 minute'
      from bench_people a cross join generate_series(1, ${followed}) step
        join bench_people b on b.n = 1 + (a.n + step * 7 - 1) % ${people}`.execute(db),
  )
  // Blocks stand only among the last half, so that what rows do to the first half is never refused.
  await sql`insert into blocks (user_uuid, blocked_uuid)
    select a.uuid, b.uuid from bench_people a join bench_people b on b.n = a.n + 1
    where a.n > ${people / 2} and a.n % 2 = 0`.execute(db)
}

/** Cruds of some words with natural frequencies, every fifth with a tag. */
async function seedCruds(db: Db, keys: KeyRing, counts: Counts): Promise<void> {
  const { rows: people } = await sql<{ uuid: string }>`select uuid from bench_people order by n`.execute(db)
  const now = Date.now()
  const crud = (n: number) => {
    const at = new Date(now - publishedMs + Math.floor((publishedMs * n) / counts.cruds))
    const author = people[(n * 7919) % people.length]?.uuid as string
    return newCrud(keys, messageOf(n), { author, at, endsAt: new Date(at.getTime() + 2 * publishedMs) })
  }
  // PostgreSQL writes some while the next are sealed, with pauses in which they are sent.
  let written = Promise.resolve()
  for (let from = 0; from < counts.cruds; from += cruds.perStatement) {
    const some: NewCrud[] = []
    for (let n = from; n < Math.min(from + cruds.perStatement, counts.cruds); n++) {
      some.push(crud(n))
      if (n % cruds.perPause === 0) await pause()
    }
    await written
    written = insertCruds(db, some)
    // Whoever awaits it is told. Until then an error must not end the process.
    written.catch(() => {})
  }
  await written
}

export type NewCrud = { crud: SealedCrud; author: string; at: Date; endsAt: Date; parent: string | null }

/** A crud as the seed stores it. */
export function newCrud(
  keys: KeyRing,
  message: string,
  { parent = null, ...rest }: Omit<NewCrud, 'crud' | 'parent'> & { parent?: string | null },
): NewCrud {
  return { crud: sealCrud(keys, { uuid: uuidAt(rest.at), message, endsAt: rest.endsAt }), parent, ...rest }
}

export async function insertCruds(db: Db, list: readonly NewCrud[]): Promise<void> {
  await sql`
    insert into activities (uuid, user_uuid, sealed, words, created_at, expires_at, reply_to_activity_uuid)
    select uuid, author, sealed, words::bigint[], at, ends_at, parent
    from unnest(${list.map(({ crud }) => crud.uuid)}::uuid[], ${list.map(({ author }) => author)}::uuid[],
      ${list.map(({ crud }) => crud.sealed)}::bytea[], ${list.map(({ crud }) => crud.words)}::text[],
      ${list.map(({ at }) => at.toISOString())}::timestamptz[], ${list.map(({ endsAt }) => endsAt.toISOString())}::timestamptz[],
      ${list.map(({ parent }) => parent)}::uuid[])
      as given (uuid, author, sealed, words, at, ends_at, parent)`.execute(db)
  await sql`
    insert into activity_tags (activity_uuid, tag, beginnings, sealed, user_uuid, created_at)
    select a.uuid, given_tag.tag, given_tag.beginnings::bigint[], given_tag.sealed, a.author, a.at
    from ${tagRows(list.map(({ crud }) => crud))}
      join unnest(${list.map(({ crud }) => crud.uuid)}::uuid[], ${list.map(({ author }) => author)}::uuid[],
        ${list.map(({ at }) => at.toISOString())}::timestamptz[]) as a (uuid, author, at) on a.uuid = given_tag.activity_uuid
    on conflict do nothing`.execute(db)
}

const withFrequency = (most: number) => Math.floor(most ** Math.random())

/** Words with natural frequencies, and the number, which only this crud has. */
export function messageOf(n: number): string {
  const words = Array.from({ length: cruds.words }, () => `w${withFrequency(cruds.vocabulary).toString(36)}`)
  return `${words.join(' ')} ${n}${n % 5 === 0 ? ` #tag${withFrequency(cruds.tags)}` : ''}`
}

/** Of version 7, with the time of the crud and not of now: indexes are then in the order in which they would be. */
function uuidAt(at: Date): string {
  const time = at.getTime().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}${randomUUIDv7().slice(13)}`
}

/** Replies to one crud of each of the busy people. */
async function seedReplies(db: Db, keys: KeyRing): Promise<void> {
  await sql`create table bench_threads as
    select n, uuid, expires_at, array(
      select p.uuid from bench_people p where p.n between ${busy.people + 1} and ${busy.people + busy.replies} order by p.n
    ) as authors
    from (
      select p.n, a.uuid, a.expires_at, row_number() over (partition by p.n order by a.created_at desc) as nth
      from bench_people p join activities a on a.user_uuid = p.uuid where p.n <= ${busy.people}
    ) own where nth = 1`.execute(db)
  const { rows } = await sql<{ uuid: string; expires_at: string; authors: string[] }>`
    select uuid, expires_at, authors from bench_threads`.execute(db)
  const replies = rows.flatMap(({ uuid: parent, expires_at, authors }) =>
    authors.map((author, n) => {
      const at = new Date(Date.now() - n * 1_000)
      return newCrud(keys, `reply ${n} ${messageOf(n)}`, { author, at, endsAt: new Date(expires_at), parent })
    }),
  )
  await insertCruds(db, replies)
  await sql`update activities set replies_count = ${busy.replies} where uuid in (select uuid from bench_threads)`.execute(
    db,
  )
}

/** Likes of cruds of the busy people, with their notifications. */
async function seedReactions(db: Db): Promise<void> {
  await sql`
    with own as (
      select a.uuid, a.user_uuid, row_number() over (partition by a.user_uuid order by a.created_at desc) as nth
      from bench_people p join activities a on a.user_uuid = p.uuid
      where p.n <= ${busy.people} and a.reply_to_activity_uuid is null
    ), liked as (
      insert into likes (activity_uuid, user_uuid, created_at)
      select own.uuid, p.uuid, now() - p.n * interval '1 minute'
      from own join bench_people p on p.n between ${busy.people + 1} and ${busy.people + busy.likes} where own.nth <= 20
      returning *
    ), counted as (
      update activities a set likes_count = ${busy.likes} from own where own.uuid = a.uuid and own.nth <= 20
    )
    insert into notifications (user_uuid, actor_uuid, kind, activity_uuid, created_at)
    select a.user_uuid, liked.user_uuid, 'like', a.uuid, liked.created_at
    from liked join activities a on a.uuid = liked.activity_uuid`.execute(db)
}

/** Groups of the busy people with those who come after them, each with some messages. */
async function seedMessages(db: Db, keys: KeyRing, { people: all }: Counts): Promise<void> {
  const { rows: people } = await sql<{ uuid: string }>`
    select uuid from bench_people order by n limit ${Math.min(all, busy.people + busy.groups)}`.execute(db)
  const endsAt = new Date(Date.now() + 20 * dayMs)
  const messages = people.slice(0, busy.people).flatMap(({ uuid: from }, n) =>
    people.slice(n + 1, n + 1 + busy.groups).flatMap(({ uuid: to }) =>
      Array.from({ length: busy.messages }, (_, nth) => {
        const at = new Date(Date.now() - nth * 60_000)
        const uuid = uuidAt(at)
        const sealed = sealText(keys, { uuid, text: `message ${nth}`, expires_at: endsAt.toISOString() })
        return { uuid, group: groupUuidOf(from, to), from, to, at, sealed }
      }),
    ),
  )
  const column = <Value>(of: (message: (typeof messages)[number]) => Value) => messages.map(of)
  await sql`
    with given as (
      select * from unnest(${column(({ uuid }) => uuid)}::uuid[], ${column(({ group }) => group)}::uuid[],
        ${column(({ from }) => from)}::uuid[], ${column(({ to }) => to)}::uuid[], ${column(({ sealed }) => sealed)}::bytea[],
        ${column(({ at }) => at.toISOString())}::timestamptz[]) as given (uuid, group_uuid, sender, receiver, sealed, at)
    ), groups as (
      insert into message_groups (uuid, one_uuid, other_uuid, last_at, expires_at)
      select distinct on (group_uuid) group_uuid, least(sender, receiver), greatest(sender, receiver), max(at) over (partition by group_uuid),
        ${endsAt.toISOString()}::timestamptz + interval '1 day'
      from given
    )
    insert into messages (uuid, group_uuid, user_uuid, sealed, created_at, expires_at)
    select uuid, group_uuid, sender, sealed, at, ${endsAt.toISOString()}::timestamptz from given`.execute(db)
}

const withTriggers = ['activities', 'follows', 'blocks', 'likes', 'notifications', 'messages', 'message_groups']

/** Nobody listens, and what triggers would write beside a row is written here. */
export async function withoutTriggers(db: Db, insert: () => Promise<unknown>): Promise<void> {
  for (const table of withTriggers) await sql`alter table ${sql.table(table)} disable trigger user`.execute(db)
  await insert()
  for (const table of withTriggers) await sql`alter table ${sql.table(table)} enable trigger user`.execute(db)
}

/** Rows are inserted faster without the indexes that nothing needs meanwhile: they are made again afterwards. */
async function withoutIndexes(db: Db, table: string, insert: () => Promise<unknown>): Promise<void> {
  const { rows } = await sql<{ name: string; definition: string }>`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i
    where i.indrelid = ${table}::regclass
      and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`.execute(db)
  for (const { name } of rows) await sql`drop index ${sql.raw(name)}`.execute(db)
  await insert()
  for (const { definition } of rows) await sql.raw(definition).execute(db)
}
