import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { sealCrud } from '@cruddur/storage/cruds/sealed-cruds'
import { tagRows } from '@cruddur/storage/cruds/sealed-cruds.store'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'

export const people = 2_000

/** People and cruds of 12 words each, out of 20,000 words with natural frequencies. Every fourth crud is a reply. */
export async function seedCruds(db: Db, cruds: number): Promise<void> {
  await sql`select setseed(0.4567)`.execute(db)
  await sql`insert into users (cognito_user_uuid, handle, display_name)
    select gen_random_uuid(), left(md5(n::text), 7) || '_' || n,
      initcap(left(md5((n % 700)::text), 5)) || ' ' || initcap(left(md5((n % 300)::text), 7))
    from generate_series(1, ${people}) n`.execute(db)
  await sql`create table person as select row_number() over (order by uuid) as n, uuid from users`.execute(db)
  const batch = 20_000
  for (let from = 1; from <= cruds; from += batch) {
    await sql`
      insert into activities (user_uuid, sealed, created_at, expires_at)
      select person.uuid, unsealed(words.message), t.created_at, t.created_at + interval '20 days'
      from generate_series(${from}::int, ${Math.min(cruds, from + batch - 1)}::int) crud
        cross join lateral (
          select string_agg('w' || floor(20000 ^ (random() + 0 * crud * word))::int, ' ') as message from generate_series(1, 12) word
        ) words
        cross join lateral (select date_trunc('milliseconds', now() - random() * interval '10 days') as created_at) t
        join person on person.n = 1 + (crud * 7919) % ${people}::int`.execute(db)
  }
}

/** Uses of 5,000 tags in cruds of the last day. */
export async function seedTags(db: Db, keys: KeyRing, uses: number): Promise<void> {
  const { rows } = await sql<{ uuid: string; expires_at: string; tags: string }>`
    select uuid, expires_at, (
      select string_agg('#tag' || floor(5000 ^ (random() + 0 * n * extract(epoch from expires_at)))::int, ' ')
      from generate_series(1, 4) n
    ) as tags from activities limit ${Math.ceil(uses / 4)}`.execute(db)
  for (let from = 0; from < rows.length; from += 1_000) {
    const cruds = rows
      .slice(from, from + 1_000)
      .map(({ uuid, expires_at, tags }) => sealCrud(keys, { uuid, message: tags, endsAt: new Date(expires_at) }))
    await sql`
      insert into activity_tags (activity_uuid, tag, beginnings, sealed, user_uuid, created_at)
      select a.uuid, given_tag.tag, given_tag.beginnings::bigint[], given_tag.sealed, a.user_uuid, now() - random() * interval '1 day'
      from ${tagRows(cruds)} join activities a on a.uuid = given_tag.activity_uuid`.execute(db)
  }
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
