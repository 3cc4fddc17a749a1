import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { sealCrud } from '@cruddur/storage/cruds/sealed-cruds'
import { tagRows } from '@cruddur/storage/cruds/sealed-cruds.store'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

export const people = 2_000
const wordsOfCrud = 12
const allWords = 20_000
const batch = 5_000
const dayMs = 86_400_000

/** Numbers from 0 to 1 that are the same in each run (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A whole number below `count`: the lower, the more often, as words and tags are in natural language. */
const natural = (count: number, random: () => number) => Math.floor(count ** random())

/** People and their cruds of 12 words each, out of 20,000 words with natural frequencies, published over the last ten days. */
export async function seedCruds(db: Db, keys: KeyRing, cruds: number): Promise<void> {
  await sql`insert into users (cognito_user_uuid, handle, display_name)
    select gen_random_uuid(), left(md5(n::text), 7) || '_' || n,
      initcap(left(md5((n % 700)::text), 5)) || ' ' || initcap(left(md5((n % 300)::text), 7))
    from generate_series(1, ${people}) n`.execute(db)
  await sql`create table person as select row_number() over (order by uuid) as n, uuid from users`.execute(db)
  // Nobody listens yet, and an index is made faster than it is kept.
  await sql`alter table activities disable trigger user`.execute(db)
  const { rows: indexes } = await sql<{ definition: string }>`
    select pg_get_indexdef('activities_words'::regclass) as definition`.execute(db)
  await sql`drop index activities_words`.execute(db)
  const random = randomNumbers(4567)
  const oldest = Date.now() - 10 * dayMs
  for (let from = 0; from < cruds; from += batch) {
    await insertCruds(db, keys, Math.min(batch, cruds - from), (n) => ({
      person: 1 + (((from + n) * 7919) % people),
      message: Array.from({ length: wordsOfCrud }, () => `w${natural(allWords, random)}`).join(' '),
      createdAt: new Date(oldest + ((from + n) / cruds) * 10 * dayMs),
    }))
  }
  await sql`set maintenance_work_mem = '512MB'`.execute(db)
  await sql.raw(indexes[0]?.definition ?? '').execute(db)
  await sql`reset maintenance_work_mem`.execute(db)
  await sql`alter table activities enable trigger user`.execute(db)
}

type Written = { person: number; message: string; createdAt: Date }

async function insertCruds(db: Db, keys: KeyRing, count: number, write: (n: number) => Written): Promise<void> {
  const { rows: uuids } = await sql<{ uuid: string }>`
    select uuidv7() as uuid from generate_series(1, ${count}::int)`.execute(db)
  const cruds = uuids.map(({ uuid }, n) => {
    const { person, message, createdAt } = write(n)
    const endsAt = new Date(createdAt.getTime() + 20 * dayMs)
    return { person, createdAt, endsAt, ...sealCrud(keys, { uuid, message, endsAt }) }
  })
  await sql`
    insert into activities (uuid, user_uuid, sealed, words, created_at, expires_at)
    select given.uuid, person.uuid, given.sealed, given.words::bigint[], given.created_at, given.expires_at
    from unnest(${cruds.map(({ uuid }) => uuid)}::uuid[], ${cruds.map(({ person }) => person)}::int[],
      ${cruds.map(({ sealed }) => sealed)}::bytea[], ${cruds.map(({ words }) => words)}::text[],
      ${cruds.map(({ createdAt }) => createdAt)}::timestamptz[], ${cruds.map(({ endsAt }) => endsAt)}::timestamptz[]
    ) as given (uuid, person, sealed, words, created_at, expires_at) join person on person.n = given.person`.execute(db)
}

/** Instead of all tags there are: `uses` of `tags` different ones in the latest cruds, four in each, all within the last day. */
export async function seedTags(db: Db, keys: KeyRing, { uses, tags }: { uses: number; tags: number }): Promise<void> {
  await sql`truncate activity_tags`.execute(db)
  const { rows } = await sql<{ uuid: string; expires_at: string }>`
    select * from (
      select uuid, expires_at, created_at from activities order by created_at desc limit ${Math.ceil(uses / 4)}
    ) latest order by created_at`.execute(db)
  const random = randomNumbers(tags)
  for (let from = 0; from < rows.length; from += batch) {
    const cruds = rows.slice(from, from + batch).map(({ uuid, expires_at }) => {
      const message = Array.from({ length: 4 }, () => `#tag${natural(tags, random)}`).join(' ')
      return sealCrud(keys, { uuid, message, endsAt: new Date(expires_at) })
    })
    await sql`
      insert into activity_tags (activity_uuid, tag, beginnings, sealed, user_uuid, created_at, crud_expires_at)
      select a.uuid, given.tag, given.beginnings::bigint[], given.sealed, a.user_uuid,
        now() - (1 - (${from}::int + given.n) / ${rows.length}::float) * interval '20 hours', a.expires_at
      from (select *, row_number() over () / 4 as n from ${tagRows(cruds)}) given join activities a on a.uuid = given.activity_uuid
      order by given.n`.execute(db)
  }
  await sql`vacuum analyze activity_tags`.execute(db)
}

/** Likes of one person's cruds by everybody else. */
export async function seedLikes(db: Db, likes: number): Promise<void> {
  await sql`
    insert into likes (activity_uuid, user_uuid, created_at)
    select own.uuid, person.uuid, now() - random() * interval '5 days'
    from (select uuid, user_uuid from activities where user_uuid = (select uuid from person where n = 1)
      limit ${Math.ceil(likes / people)}::int) own
      cross join person where person.uuid <> own.user_uuid limit ${likes}`.execute(db)
}
