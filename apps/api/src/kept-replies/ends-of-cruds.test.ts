import { createActivity, replyToActivity } from '@cruddur/contract/activities/publishing'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { insertCrud } from '../testing/cruds.ts'
import { useTestApp } from '../testing/test-app.ts'
import { isOfNewest, observedServer, readAnew } from './testing/observed-server.ts'

const test = await useTestApp({ VISITORS_BEHIND_MS: '5' })
const worf = await test.member('worf')
const data = await test.member('data')

async function ask(url: string, headers = {}) {
  const { statusCode, body, headers: sent } = await test.app.inject({ url, headers })
  return { statusCode, body, link: sent['link'] }
}

async function publish(message: string): Promise<string> {
  return (await test.call(createActivity, { message, ttl: '1-day' }, { as: worf })).reply.uuid
}

async function reply(uuid: string, message: string): Promise<string> {
  return (await test.call(replyToActivity, { uuid, message }, { as: data })).reply.uuid
}

/** Lets a crud end soon, as its author could. */
async function endIn(uuid: string, milliseconds: number): Promise<void> {
  await sql`
    update activities set expires_at = clock_timestamp() + ${milliseconds} * interval '1 millisecond' where uuid = ${uuid}
    `.execute(test.db)
}

async function countLiving(): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from activities where expires_at > clock_timestamp()`.execute(test.db)
  return rows[0]?.count ?? 0
}

it('guarantees 1 and 6: what is kept is what would be read, whatever ends: cruds, replies, counted, listed and beyond the page', async () => {
  const thread = await publish('a thread about warp')
  const replies: string[] = []
  for (let n = 0; n < 4; n++) replies.push(await reply(thread, `reply ${n} about warp`))
  const [first = '', second = '', third = '', fourth = ''] = replies
  const nested = [await reply(second, 'nested'), await reply(second, 'nested, too')]
  const old = await publish('old warp')
  const older = await publish('older warp')
  const newest = [await publish('new warp'), await publish('newer warp'), await publish('newest warp')]
  const endings = [
    fourth,
    old,
    newest[1],
    nested[0],
    first,
    newest[2],
    older,
    third,
    nested[1],
    newest[0],
    second,
    thread,
  ]
  for (const [n, uuid] of endings.entries()) await endIn(uuid ?? '', 700 + 150 * n)
  const addresses = [
    '/api/activities/home?limit=2',
    '/api/activities/home?sort=expiring&limit=2',
    '/api/activities/@worf?limit=1',
    '/api/activities/@data?show=replies&limit=2',
    `/api/activities/@worf/status/${thread}?limit=2`,
    `/api/activities/@worf/status/${thread}?replies=nested&limit=3`,
    `/api/activities/${thread}`,
    `/api/activities/${second}`,
    '/api/activities/search?term=warp&limit=2',
  ]
  const shownAt = new Map(addresses.map((url) => [url, new Set<string>()]))
  let compared = 0
  for (let living = Infinity; living > 0; ) {
    living = await countLiving()
    for (const url of addresses) {
      const before = await ask(url, readAnew)
      const shown = await ask(url)
      const after = await ask(url, readAnew)
      // Otherwise something ended meanwhile.
      if (JSON.stringify(before) !== JSON.stringify(after)) continue
      expect(shown, url).toEqual(after)
      compared++
      shownAt.get(url)?.add(shown.body)
    }
  }
  expect(compared).toBeGreaterThan(100)
  for (const [url, bodies] of shownAt) expect(bodies.size, url).toBeGreaterThan(2)
})

/** A server that knows the state of the database, and believes it for a second. */
async function believingServer(observe: (text: string, rows: unknown[]) => unknown) {
  const { app, close } = await observedServer(test, observe, { visitorsBehindMs: 1_000 })
  const ask = async (url: string) => (await app.inject({ url })).body
  // Who asks for the third time makes it ask the database.
  for (let time = 0; time < 3; time++) await ask('/api/activities/home?limit=9')
  return { ask, close }
}

async function oneHasEnded(): Promise<void> {
  const before = await countLiving()
  await expect.poll(countLiving, { interval: 1 }).toBeLessThan(before)
}

it('guarantee 1: a profile shows no crud that was published while it was read, and has ended', async () => {
  let publishMeanwhile: (() => Promise<string>) | undefined
  let uuid = ''
  const { ask, close } = await believingServer(async (_text, [row]) => {
    const publish = row && Object.hasOwn(row, 'cruds_count') ? publishMeanwhile : undefined
    publishMeanwhile = undefined
    if (publish) uuid = await publish()
  })
  const url = '/api/activities/@data?limit=7'
  await ask(url)
  publishMeanwhile = () => insertCrud(test, { user_uuid: data.uuid, left: 0.2 })
  await ask(url)
  expect(await ask(url)).toContain(uuid)
  await oneHasEnded()
  expect(await ask(url)).not.toContain(uuid)
  await close()
})

it('visitors who come after an end share one read, and not that which began before it', async () => {
  let reads = 0
  const held = Promise.withResolvers<void>()
  const { ask, close } = await believingServer(async (text) => {
    if (text.includes('order by a.expires_at') && ++reads === 2) await held.promise
  })
  const uuid = await insertCrud(test, { user_uuid: data.uuid, left: 0.3 })
  const url = '/api/activities/home?sort=expiring&limit=3'
  await ask(url)
  const early = ask(url)
  await expect.poll(() => reads).toBe(2)
  await oneHasEnded()
  const late = Array.from({ length: 20 }, () => ask(url))
  await ask('/api/health-check')
  held.resolve()
  expect(await early).toContain(uuid)
  for (const body of await Promise.all(late)) expect(body).not.toContain(uuid)
  expect(reads).toBe(3)
  await close()
})

it('what shows none of the cruds that end is not read again', async () => {
  let reads = 0
  const { app, close } = await observedServer(test, (text) => isOfNewest(text) && reads++)
  for (let n = 0; n < 3; n++) await publish(`shown ${n}`)
  for (let n = 0; n < 60; n++) await insertCrud(test, { user_uuid: data.uuid, left: 0.5 + n / 20 })
  const url = '/api/activities/home?limit=2'
  const readsOfOneMore = async () => {
    const before = reads
    await app.inject({ url })
    return reads - before
  }
  // Other suites write into other databases of the same PostgreSQL, after which everything is read again.
  const readsAfterAnEnd = async () => {
    const before = await countLiving()
    await readsOfOneMore()
    await expect.poll(countLiving, { interval: 1 }).toBeLessThan(before)
    return readsOfOneMore()
  }
  await readsOfOneMore()
  await expect.poll(readsAfterAnEnd, { timeout: 3_000 }).toBe(0)
  await close()
})
