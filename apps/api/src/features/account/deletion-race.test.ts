import { deleteAccount } from '@cruddur/contract/account'
import { burnActivity, createActivity, replyToActivity, shortenActivity } from '@cruddur/contract/activities/publishing'
import type { Endpoint } from '@cruddur/contract/endpoint'
import { likeActivity, repostActivity, unlikeActivity } from '@cruddur/contract/reactions'
import { blockPerson, followPerson } from '@cruddur/contract/relations'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { buildApp } from '../../app.ts'
import { call } from '../../testing/contract-call.ts'
import { type Member, startTestApp, type TestApp } from '../../testing/test-app.ts'
import { tablesWith } from './testing/tables-with.ts'

let test: TestApp
let app: TestApp['app']
beforeAll(async () => {
  test = await startTestApp()
  // What is tried here is our own store: passwords take so long that no two deletions would meet.
  const identity = { ...test.ports.identity, checkPassword: async () => {} }
  app = await buildApp(test.config, { ...test.ports, identity })
})
afterAll(async () => {
  await app.close()
  await test.close()
})

const ask = (endpoint: Endpoint, args: object, as: Member) =>
  call(app, endpoint, args as Record<string, unknown>, { as })
const remove = (as: Member) => ask(deleteAccount, { password: 'right' }, as)

/** Everybody likes, reposts and answers everybody's crud. */
async function scene(round: number) {
  const people = await Promise.all(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => test.member(`${name}_race_${round}`)))
  const cruds = await Promise.all(people.map((as) => test.crud(as)))
  for (const as of people) {
    for (const { uuid } of cruds) {
      for (const endpoint of [likeActivity, repostActivity]) await ask(endpoint, { uuid }, as)
      await ask(replyToActivity, { uuid, message: 'an answer' }, as)
    }
  }
  return { people, cruds }
}

const wrongCounts = async () => {
  const { rows } = await sql`
    select uuid from activities a where likes_count <> (select count(*) from likes where activity_uuid = a.uuid)
      or reposts_count <> (select count(*) from reposts where activity_uuid = a.uuid)
      or replies_count <> (select count(*) from activities r where r.reply_to_activity_uuid = a.uuid)`.execute(test.db)
  return rows
}

it.each([1, 2, 3])(
  'accounts that are deleted at once wait for each other, and the counts are right (%i)',
  async (round) => {
    const { people } = await scene(round)
    const answers = await Promise.all(people.slice(0, 5).map(remove))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    for (const { uuid } of people.slice(0, 5)) expect(await tablesWith(test.db, uuid)).toEqual([])
    expect(await wrongCounts()).toEqual([])
  },
)

it.each([11, 12, 13])(
  'while everybody goes on, nothing fails, nothing stays, and the counts are right (%i)',
  async (round) => {
    const { people, cruds } = await scene(round)
    const [leaver, ...stayers] = people as [Member, ...Member[]]
    const of = (n: number) => cruds[n % cruds.length]?.uuid
    const acts: ((n: number) => [Endpoint, object])[] = [
      (n) => [likeActivity, { uuid: of(n) }],
      (n) => [unlikeActivity, { uuid: of(n + 1) }],
      (n) => [repostActivity, { uuid: of(n + 2) }],
      (n) => [replyToActivity, { uuid: of(n), message: 'an answer' }],
      () => [createActivity, { message: `hello @${leaver.handle}`, ttl: '1-hour' }],
      () => [followPerson, { handle: leaver.handle }],
      (n) => [followPerson, { handle: stayers[n % stayers.length]?.handle }],
      (n) => [shortenActivity, { uuid: of(n), ttl: '1-hour' }],
      (n) => (n % 40 ? [likeActivity, { uuid: of(0) }] : [burnActivity, { uuid: of(n) }]),
      (n) => (n % 30 ? [repostActivity, { uuid: of(0) }] : [blockPerson, { handle: leaver.handle }]),
    ]
    const storm = Array.from({ length: 150 }, async (_, n) => {
      const [endpoint, args] = acts[n % acts.length]?.(n) ?? [likeActivity, { uuid: of(n) }]
      return [endpoint.path, (await ask(endpoint, args, people[n % people.length] as Member)).status] as const
    })
    const leaving = remove(leaver)
    const failed = (await Promise.all(storm)).filter(([, status]) => status >= 500 && status !== 503)
    expect(failed).toEqual([])
    let { status } = await leaving
    // A deadlock is a 503 that says to come back, as a client does.
    if (status === 503) status = (await remove(leaver)).status
    expect(status).toBe(200)
    expect(await tablesWith(test.db, leaver.uuid)).toEqual([])
    expect(await wrongCounts()).toEqual([])
  },
)
