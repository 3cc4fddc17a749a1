import { showActivity } from '@cruddur/contract/activities'
import { burnActivity, createActivity, replyToActivity, shortenActivity } from '@cruddur/contract/activities/publishing'
import type { Endpoint } from '@cruddur/contract/endpoint'
import { userActivities } from '@cruddur/contract/feeds'
import { likeActivity, repostActivity, unlikeActivity, unrepostActivity } from '@cruddur/contract/reactions'
import { blockPerson, followPerson, unblockPerson, unfollowPerson } from '@cruddur/contract/relations'
import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { type Member, useTestApp } from '../../testing/test-app.ts'

/** How often several people do random things at once. */
const runs = 40
const names = ['worf', 'data', 'troi', 'riker', 'picard']

const test = await useTestApp()

/** What one can do to a crud, and to a person. */
const toCrud: Endpoint[] = [
  likeActivity,
  unlikeActivity,
  repostActivity,
  unrepostActivity,
  replyToActivity,
  burnActivity,
  shortenActivity,
]
const toPerson: Endpoint[] = [followPerson, unfollowPerson, blockPerson, unblockPerson]

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ endpoint: fc.constantFrom(...toCrud), which: fc.nat(30) }) },
  { weight: 3, arbitrary: fc.record({ endpoint: fc.constantFrom(...toPerson), which: fc.nat(30) }) },
  { weight: 1, arbitrary: fc.record({ endpoint: fc.constant<Endpoint>(createActivity), which: fc.constant(0) }) },
)
type Step = { endpoint: Endpoint; which: number }
const days = fc.tuple(...names.map(() => fc.array(step, { minLength: 4, maxLength: 25 })))

/** What everybody knows of: grows while they act. */
type World = { people: Member[]; cruds: string[] }

async function begin(): Promise<World> {
  await sql`delete from users`.execute(test.db)
  const people = await Promise.all(names.map((name) => test.member(name)))
  const cruds: string[] = []
  for (const as of people) {
    const { uuid } = await test.crud(as)
    const answer = await test.call(replyToActivity, { uuid, message: 'to oneself' }, { as })
    cruds.push(uuid, answer.reply.uuid)
  }
  return { people, cruds }
}

async function act(world: World, as: Member, { endpoint, which }: Step): Promise<void> {
  const args = {
    uuid: world.cruds[which % world.cruds.length],
    handle: world.people[which % world.people.length]?.handle,
    message: 'a word',
    ttl: '1-hour',
  }
  const { status, raw } = await test.call(endpoint, args, { as })
  const made: { uuid?: string } = status === 200 ? raw.json() : {}
  if ((endpoint === replyToActivity || endpoint === createActivity) && made.uuid) world.cruds.push(made.uuid)
  // 503 is what a deadlock comes to: nothing was done, and it may be asked for again.
  expect([200, 401, 403, 404, 422, 503], raw.body).toContain(status)
}

/** Every count that is kept, beside what it counts. */
async function expectExactCounts(): Promise<void> {
  const { rows } = await sql<{ uuid: string; kept: number[]; real: number[]; living: number }>`
    select a.uuid, array[a.likes_count, a.reposts_count, a.replies_count] as kept, array[
      (select count(*) from likes where activity_uuid = a.uuid),
      (select count(*) from reposts where activity_uuid = a.uuid),
      (select count(*) from activities reply where reply.reply_to_activity_uuid = a.uuid)
    ]::integer[] as real,
    (select count(*) from live_activities reply where reply.reply_to_activity_uuid = a.uuid) as living
    from activities a`.execute(test.db)
  for (const { uuid, kept, real, living } of rows) {
    expect(kept).toEqual(real)
    const { reply } = await test.call(showActivity, { uuid })
    expect([reply.likes_count, reply.reposts_count, reply.replies_count]).toEqual([real[0], real[1], living])
  }
}

async function expectExactFollowing(people: Member[]): Promise<void> {
  for (const { uuid, handle } of people) {
    const { rows } = await sql<{ followers_count: number; following_count: number }>`
      select count(*) filter (where followed_uuid = ${uuid}) as followers_count,
        count(*) filter (where follower_uuid = ${uuid}) as following_count from follows`.execute(test.db)
    const { status, raw } = await test.call(userActivities, { handle })
    if (status === 200) expect(raw.json().profile).toMatchObject(rows[0] ?? {})
    else expect(rows).toEqual([{ followers_count: 0, following_count: 0 }])
  }
}

async function expectNothingBetweenBlocked(): Promise<void> {
  const { rows } = await sql`
    with ties as (
      select follower_uuid as one, followed_uuid as other from follows
      union all select l.user_uuid, a.user_uuid from likes l join activities a on a.uuid = l.activity_uuid
      union all select r.user_uuid, a.user_uuid from reposts r join activities a on a.uuid = r.activity_uuid
    )
    select ties.* from ties join blocks b
      on (b.user_uuid, b.blocked_uuid) in ((ties.one, ties.other), (ties.other, ties.one))`.execute(test.db)
  expect(rows).toEqual([])
}

describe('counts are exact whatever several people do at once', () => {
  it.each([
    ['likes, reposts, replies, follows, blocks, burning and shortening', false],
    ['and somebody deletes their account meanwhile', true],
  ])('%s', { timeout: 120_000 }, async (_name, somebodyLeaves) => {
    await fc.assert(
      fc.asyncProperty(days, async (steps) => {
        const world = await begin()
        const everybody = world.people.map(async (as, index) => {
          for (const next of steps[index] ?? []) await act(world, as, next)
        })
        const leaving = somebodyLeaves ? [leave(world.people[0] as Member)] : []
        await Promise.all([...everybody, ...leaving])
        await expectExactCounts()
        await expectExactFollowing(world.people)
        await expectNothingBetweenBlocked()
      }),
      // A race does not repeat itself: there is nothing to shrink.
      { numRuns: runs, endOnFailure: true },
    )
  })
})

/** Removes somebody's row with all that refers to it, again and again until it is gone. */
async function leave({ uuid }: Member): Promise<void> {
  const attempt = () => sql`delete from users where uuid = ${uuid}`.execute(test.db).then(() => true, isDeadlock)
  while (!(await attempt()));
}

function isDeadlock(error: { code?: string }): false {
  if (error.code === '40P01') return false
  throw error
}
