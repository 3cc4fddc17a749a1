import type { Db } from '@cruddur/storage/postgres'
import fc from 'fast-check'
import { sql } from 'kysely'

/** More than the rows that the smaller step of a page reads, so that not everybody's first crud is on it. */
export const graphPeople = 30

const person = fc.oneof(fc.nat(graphPeople - 1), fc.nat(2))
/** Minutes. Few values, so that many times are equal. */
const age = fc.integer({ min: 1, max: 9 })
const left = fc.integer({ min: 2, max: 9 })

const crud = fc.record({
  by: person,
  age,
  left,
  /** Which crud it replies to: an index into those that are not replies. */
  reply_to: fc.option(fc.nat(), { freq: 5 }),
  reposts: fc.array(fc.record({ by: person, age }), { maxLength: 4 }),
  /** Minutes left after it was shortened; 0: burnt a second ago. Replies are shortened with what they reply to. */
  shortened: fc.option(fc.integer({ min: 0, max: 8 }), { freq: 4 }),
})

/** What is between the reader, who is person 0, and each other person. */
type Relation = 'stranger' | 'followed' | 'muted' | 'followed and muted' | 'blocks' | 'blocked'
const relation = fc.constantFrom<Relation[]>(
  'stranger',
  'followed',
  'followed',
  'muted',
  'followed and muted',
  'blocks',
  'blocked',
)

/** People, what is between the reader and each of them, their cruds, replies and reposts. */
export const randomGraph = fc.record({
  relations: fc.oneof(
    fc.array(relation, { minLength: graphPeople - 1, maxLength: graphPeople - 1 }),
    fc.constant<Relation[]>(Array.from({ length: graphPeople - 1 }, (_, n) => (n < 24 ? 'followed' : 'stranger'))),
  ),
  cruds: fc.oneof(fc.array(crud, { maxLength: 12 }), fc.array(crud, { minLength: 150, maxLength: 250, size: 'max' })),
})
export type RandomGraph = typeof randomGraph extends fc.Arbitrary<infer Graph> ? Graph : never

/** Puts a graph in the place of the last one. `people` are the uuids, the reader first. */
export async function insertGraph(db: Db, people: string[], { relations, cruds }: RandomGraph): Promise<void> {
  for (const table of ['activities', 'follows', 'mutes', 'blocks'])
    await sql`delete from ${sql.table(table)}`.execute(db)
  const others = relations.map((relation, n) => ({ relation, uuid: people[n + 1] }))
  const which = (...wanted: Relation[]) =>
    others.filter(({ relation }) => wanted.includes(relation)).map(({ uuid }) => uuid)
  // A block also deletes follows and reposts, so some of the blocked are followed first.
  await sql`insert into follows (follower_uuid, followed_uuid)
    select ${people[0]}, unnest(${which('followed', 'followed and muted', 'blocks')}::uuid[])`.execute(db)
  await sql`insert into mutes (user_uuid, muted_uuid)
    select ${people[0]}, unnest(${which('muted', 'followed and muted')}::uuid[])`.execute(db)

  const roots = cruds.filter(({ reply_to }) => reply_to === null)
  const rows = cruds.map(({ by, reply_to, ...crud }, n) => ({
    ...crud,
    n,
    by: people[by],
    parent:
      reply_to === null || roots.length === 0
        ? null
        : cruds.indexOf(roots[reply_to % roots.length] as (typeof cruds)[0]),
    reposts: crud.reposts.map((repost) => ({ ...repost, by: people[repost.by] })),
  }))
  await sql`create temporary table graph on commit drop as
    select *, md5(n::text)::uuid as uuid, md5(parent::text)::uuid as parent_uuid
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r (n int, "by" uuid, age int, "left" int, parent int, reposts jsonb, shortened int)`.execute(db)
  for (const isReply of [false, true]) {
    await sql`insert into activities (uuid, user_uuid, sealed, reply_to_activity_uuid, created_at, expires_at)
      select g.uuid, g.by, unsealed('crud ' || g.n), g.parent_uuid, ${minutes(sql`-g.age`)},
        least(${minutes(sql`g."left"`)}, (select expires_at from activities where uuid = g.parent_uuid))
      from graph g where (g.parent is not null) = ${isReply}`.execute(db)
  }
  await sql`insert into reposts (activity_uuid, user_uuid, created_at)
    select g.uuid, r.by, ${minutes(sql`-r.age`)} from graph g cross join jsonb_to_recordset(g.reposts) as r ("by" uuid, age int)
    on conflict do nothing`.execute(db)
  await sql`update activities a set expires_at = case
      when g.shortened = 0 then date_trunc('milliseconds', now()) - interval '1 second' else ${minutes(sql`g.shortened`)} end
    from graph g where g.uuid = a.uuid and g.parent is null and ${minutes(sql`g.shortened`)} < a.expires_at`.execute(db)
  await sql`insert into blocks (user_uuid, blocked_uuid)
    select ${people[0]}, unnest(${which('blocked')}::uuid[])
    union all select unnest(${which('blocks')}::uuid[]), ${people[0]}`.execute(db)
}

const minutes = (count: ReturnType<typeof sql>) =>
  sql`date_trunc('milliseconds', now()) + (${count}) * interval '1 minute'`
