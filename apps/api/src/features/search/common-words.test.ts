import { blockPerson, mutePerson } from '@cruddur/contract/relations'
import { searchActivities } from '@cruddur/contract/search'
import { sealCrud } from '@cruddur/storage/cruds/sealed-cruds'
import type { ListPosition } from '@cruddur/storage/page'
import { sql } from 'kysely'
import { beforeAll, expect, it, onTestFinished, vi } from 'vitest'
import { expireCrud, insertCrud } from '../../testing/cruds.ts'
import { useTestApp } from '../../testing/test-app.ts'
import { selectBest } from './best-matches.store.ts'
import { searchOf } from './conditions.ts'
import { findLatest, maxRanked } from './latest-matches.ts'
import { parseSearch } from './parse-search.ts'
import { createSampling, sampleKeptMs } from './sample.store.ts'

// Words that are so common, among so many cruds, that the latest cruds are looked through. What was published after the
// first thousands comes first in every window.

const test = await useTestApp()
const [worf, data, troi] = [await test.member('worf'), await test.member('data'), await test.member('troi')]
const old = 2 * maxRanked
/** The one with its words in another order is none of the latest hundreds. */
const reordered = old - 500

beforeAll(async () => {
  const endsAt = new Date(Date.now() + 3_600_000)
  const { rows } = await sql<{ uuid: string }>`select uuidv7() as uuid from generate_series(1, ${old}::int)`.execute(
    test.db,
  )
  const cruds = rows.map(({ uuid }, n) => {
    const message = n === reordered ? `warp the core ${n}` : `the warp core ${n}`
    return sealCrud(test.keys, { uuid, message, endsAt })
  })
  await sql`
    insert into activities (uuid, user_uuid, sealed, words, expires_at)
    select uuid, ${worf.uuid}, sealed, words::bigint[], ${endsAt}
    from unnest(${cruds.map(({ uuid }) => uuid)}::uuid[], ${cruds.map(({ sealed }) => sealed)}::bytea[],
      ${cruds.map(({ words }) => words)}::text[]) as given (uuid, sealed, words)`.execute(test.db)
  await sql`analyze activities`.execute(test.db)
})

const find = async (term: string, as = worf) =>
  (await test.call(searchActivities, { term, limit: '5' }, { as })).reply.map(({ message }) => message)
const put = (message: string, user_uuid = data.uuid) => insertCrud(test, { user_uuid, message, age: 0 })

it('ranks the latest of those that have a common word', async () => {
  const search = searchOf(test.keys, parseSearch('the'))
  const latest = await findLatest(search, createSampling(test.db), (way) =>
    selectBest(
      test.db,
      search,
      way,
      { limit: old, after: undefined },
      { columns: sql<ListPosition>`a.uuid, page.created_at as at` },
      null,
    ),
  )
  const { rows } = await sql<{ uuid: string }>`
    select uuid from live_activities order by uuid desc limit ${maxRanked}`.execute(test.db)
  expect(latest.found).toBe(maxRanked)
  expect(latest.rows.map(({ uuid }) => uuid).sort()).toEqual(rows.map(({ uuid }) => uuid).sort())
})

it('best first, and rare words among them as ever', async () => {
  await put('the warp core, the warp core, the warp core')
  await put('the rarest warp')
  expect((await find('the'))[0]).toBe('the warp core, the warp core, the warp core')
  expect(await find('the 7')).toEqual(['the warp core 7'])
  expect(await find('rarest warp the')).toEqual(['the rarest warp'])
  expect(await find('"core the warp"')).toEqual(['the warp core, the warp core, the warp core'])
  expect(await find('the warp core 7')).toEqual(['the warp core 7'])
  expect(await find('the warp core of nothing')).toEqual([])
  expect(await find('the -core')).toEqual(['the rarest warp'])
})

it('opens more candidates when the first do not have the phrase', async () => {
  expect(await find('"warp the"')).toEqual([`warp the core ${reordered}`])
})

it('keeps a sample of the latest cruds for a moment only', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const sampled = createSampling(test.db)
  const first = await sampled()
  expect(await sampled()).toBe(first)
  vi.advanceTimersByTime(sampleKeptMs)
  expect(await sampled()).not.toBe(first)
})

it('guarantee 6: without what has expired, and without people who are muted or blocked', async () => {
  const dead = await put('the the the the dead')
  await put('the the the the muted', data.uuid)
  await put('the the the the blocked', troi.uuid)
  await expireCrud(test.db, dead)
  await test.call(mutePerson, { handle: data.handle }, { as: worf })
  await test.call(blockPerson, { handle: worf.handle }, { as: troi })
  expect((await find('the')).filter((message) => !/^the warp core \d+$/.test(message))).toEqual([])
  expect((await find('the', data)).slice(0, 2)).toEqual(['the the the the blocked', 'the the the the muted'])
})
