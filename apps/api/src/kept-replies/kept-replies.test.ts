import { activityThread, showActivity } from '@cruddur/contract/activities'
import { burnActivity, createActivity, replyToActivity, shortenActivity } from '@cruddur/contract/activities/publishing'
import { homeActivities } from '@cruddur/contract/feeds'
import { decideReport } from '@cruddur/contract/moderation/decisions'
import { listReports } from '@cruddur/contract/moderation/open-reports'
import { likeActivity, repostActivity, unlikeActivity } from '@cruddur/contract/reactions'
import { reportActivity } from '@cruddur/contract/reports'
import { updateProfile } from '@cruddur/contract/users/profile-change'
import { sql } from 'kysely'
import { afterAll, expect, it } from 'vitest'
import { buildApp } from '../app.ts'
import { call } from '../testing/contract-call.ts'
import { insertCrud } from '../testing/cruds.ts'
import { useTestApp } from '../testing/test-app.ts'
import { isOfNewest, observedServer, readAnew } from './testing/observed-server.ts'

const test = await useTestApp({ MODERATORS: 'picard', VISITORS_BEHIND_MS: '5' })
const picard = await test.member('picard')
const worf = await test.member('worf', 'Worf')
const data = await test.member('data', 'Data')
const other = await buildApp(test.config, test.ports)
afterAll(() => other.close())
const servers = [test.app, other]

/** Every reply that can be kept and shows a crud of Worf. */
const addressesOf = (uuid: string) => [
  '/api/activities/home?limit=3',
  '/api/activities/home?sort=expiring',
  '/api/activities/@worf?show=cruds',
  `/api/activities/@worf/status/${uuid}?replies=nested`,
  `/api/activities/${uuid}`,
  '/api/activities/search?term=canary',
  '/api/activities/search?term=%23kept',
]

async function ask(server: (typeof servers)[number], url: string, headers = {}) {
  const { statusCode, body, headers: sent } = await server.inject({ url, headers })
  return { statusCode, body, link: sent['link'], type: sent['content-type'], cache: sent['cache-control'] }
}

/** Waits until the bound is over within which other servers may not show what was written. */
async function seenEverywhere(): Promise<void> {
  const from = performance.now()
  await expect.poll(() => performance.now() - from, { interval: 1 }).toBeGreaterThan(test.config.visitorsBehindMs)
}

/** A server that counts how often it reads a list of the newest cruds. */
async function countingReads() {
  let reads = 0
  const { app, close } = await observedServer(test, (text) => isOfNewest(text) && reads++)
  return { app, reads: () => reads, close }
}

it('everything that a visitor can see is seen at once, and soon on other servers, whoever asked before', async () => {
  let { uuid } = await test.crud(worf, { message: 'a canary #kept' })
  const publish = async () => {
    uuid = (await test.crud(worf, { message: 'a canary #kept' })).uuid
  }
  const burnByModerator = async () => {
    await test.call(reportActivity, { uuid, reason: 'hate' }, { as: data })
    const [report] = (await test.call(listReports, {}, { as: picard })).reply
    await test.call(decideReport, { uuid: report?.uuid, burn: 'crud', suspend: null }, { as: picard })
  }
  const changes: [string, () => Promise<unknown>][] = [
    ['a like', () => test.call(likeActivity, { uuid }, { as: data })],
    ['a like taken back', () => test.call(unlikeActivity, { uuid }, { as: data })],
    ['a repost', () => test.call(repostActivity, { uuid }, { as: data })],
    ['a reply', () => test.call(replyToActivity, { uuid, message: 'indeed' }, { as: data })],
    [
      'a reply to the reply',
      async () => {
        const { reply } = await test.call(activityThread, { handle: 'worf', uuid })
        await test.call(replyToActivity, { uuid: reply.replies[0]?.uuid, message: 'agreed' }, { as: worf })
      },
    ],
    ['a name', () => test.call(updateProfile, { display_name: 'Worf, son of Mogh' }, { as: worf })],
    ['a deadline', () => test.call(shortenActivity, { uuid, ttl: '1-hour' }, { as: worf })],
    [
      'more cruds',
      async () => {
        for (let n = 0; n < 4; n++) await test.crud(data)
      },
    ],
    ['a burn', () => test.call(burnActivity, { uuid }, { as: worf })],
    ['a new crud', publish],
    ['a moderator’s burn', burnByModerator],
    ['another crud', publish],
    [
      'the end of an account, past the server',
      async () => {
        await sql`delete from users where uuid = ${worf.uuid}`.execute(test.db)
        await seenEverywhere()
      },
    ],
  ]
  for (const [name, change] of changes) {
    const before: unknown[] = []
    for (const server of servers) {
      for (const url of addressesOf(uuid)) {
        // What is asked for a second time is kept.
        await ask(server, url)
        before.push(await ask(server, url))
      }
    }
    await change()
    const after: unknown[] = []
    for (const server of servers) {
      if (server !== test.app) await seenEverywhere()
      for (const url of addressesOf(uuid)) {
        const shown = await ask(server, url)
        expect(shown, `${name}: ${url}`).toEqual(await ask(server, url, readAnew))
        after.push(shown)
      }
    }
    expect(after, name).not.toEqual(before)
  }
})

it('forty creates, likes and burns are each in the next reply to everybody, and soon on another server', async () => {
  const readers = [{}, { as: data }]
  const newestOn = (server: (typeof servers)[number]) =>
    Promise.all(readers.map(async (as) => (await call(server, homeActivities, { limit: '1' }, as)).reply[0]))
  const newest = async () => {
    const here = await newestOn(test.app)
    await seenEverywhere()
    return [...here, ...(await newestOn(other))]
  }
  for (let n = 0; n < 40; n++) {
    const { uuid } = (await test.call(createActivity, { message: `${n}`, ttl: '1-day' }, { as: data })).reply
    for (const shown of await newest()) expect([shown?.uuid, shown?.likes_count]).toEqual([uuid, 0])
    await test.call(likeActivity, { uuid }, { as: data })
    for (const shown of await newest()) expect([shown?.uuid, shown?.likes_count]).toEqual([uuid, 1])
    await test.call(burnActivity, { uuid }, { as: data })
    for (const shown of await newest()) expect(shown?.uuid).not.toBe(uuid)
  }
})

it('guarantee 1: no reply shows a crud whose deadline had passed when it was asked for, however often it was sent', async () => {
  const message = 'a canary that ends soon #ending'
  const uuid = await insertCrud(test, { user_uuid: data.uuid, message, age: 0, left: 2 })
  const addresses = [
    '/api/activities/home?limit=5',
    '/api/activities/home?sort=expiring&limit=5',
    '/api/activities/@data?limit=5',
    `/api/activities/@data/status/${uuid}`,
    `/api/activities/${uuid}`,
    '/api/activities/search?term=ending',
  ]
  const isOver = async () => {
    const { rows } = await sql<{ over: boolean }>`
      select clock_timestamp() >= expires_at as over from activities where uuid = ${uuid}`.execute(test.db)
    return rows[0]?.over === true
  }
  let [before, shown] = [0, 0]
  for (let over = false; !over; ) {
    over = await isOver()
    const asked = servers.flatMap((server) => addresses.map((url) => server.inject({ url })))
    const bodies = (await Promise.all(asked)).map(({ body }) => body)
    if (over) for (const body of bodies) expect(body).not.toContain('a canary that ends')
    else before++
    shown += bodies.filter((body) => body.includes(uuid)).length
  }
  expect(before).toBeGreaterThan(1)
  expect(shown).toBeGreaterThan(addresses.length)
})

it('visitors who ask for the same at once share one read, and get the same link, type and position', async () => {
  const counted = await countingReads()
  for (let n = 0; n < 3; n++) await test.crud(data)
  const url = '/api/activities/home?limit=2'
  const replies = await Promise.all(Array.from({ length: 50 }, () => counted.app.inject({ url })))
  await counted.close()
  // The first reads at once, the others when they know whether anything has changed meanwhile.
  expect(counted.reads()).toBeGreaterThanOrEqual(1)
  expect(counted.reads()).toBeLessThanOrEqual(2)
  const [first] = replies
  expect(first?.headers['link']).toMatch(/limit=2&cursor=/)
  for (const { statusCode, body, headers } of replies) {
    expect([statusCode, body]).toEqual([200, first?.body])
    for (const name of ['link', 'content-type', 'cache-control']) expect(headers[name]).toBe(first?.headers[name])
    expect(headers['stream-position']).toMatch(/^\d+-\d+$/)
  }
})

it('what was asked for twice lately is kept, and read no more while nothing changes', async () => {
  const counted = await countingReads()
  const url = '/api/activities/home?limit=4'
  const readsOfOneMore = async () => {
    const before = counted.reads()
    await counted.app.inject({ url })
    return counted.reads() - before
  }
  expect(await readsOfOneMore()).toBe(1)
  await expect.poll(readsOfOneMore).toBe(0)
  await counted.close()
})

it('a page that visitors ask for is read anew once for a write, before anybody asks', async () => {
  const counted = await countingReads()
  const url = '/api/activities/home?limit=4'
  const askTwice = async () => {
    for (let time = 0; time < 2; time++) await counted.app.inject({ url })
  }
  await askTwice()
  await askTwice()
  const before = counted.reads()
  const { uuid } = (await call(counted.app, createActivity, { message: 'new', ttl: '1-day' }, { as: data })).reply
  await expect.poll(counted.reads).toBe(before + 1)
  const shown = await ask(counted.app, url)
  expect(JSON.parse(shown.body)[0]?.uuid).toBe(uuid)
  expect(shown).toEqual(await ask(counted.app, url, readAnew))
  expect(counted.reads()).toBe(before + 2)
  await counted.close()
})

it('who asks at once for what is not there is told so, each of them', async () => {
  const uuid = '00000000-0000-7000-8000-000000000000'
  const replies = await Promise.all(Array.from({ length: 20 }, () => test.call(showActivity, { uuid })))
  for (const { status, codes } of replies) expect([status, codes]).toEqual([404, ['activity_not_found']])
})

it('a member never gets what is kept for visitors', async () => {
  const { uuid } = await test.crud(data)
  const url = '/api/activities/home?limit=1'
  for (let n = 0; n < 2; n++) expect((await test.call(homeActivities, {}, { url })).reply[0]?.liked).toBeUndefined()
  const { reply } = await test.call(homeActivities, {}, { url, as: data })
  expect([reply[0]?.uuid, reply[0]?.liked]).toEqual([uuid, false])
})
