import type { ListPosition, Page } from '@cruddur/storage/page'
import type { Db } from '@cruddur/storage/postgres'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Member, startTestApp, type TestApp } from '../../testing/test-app.ts'
import { selectFollowing } from './following.store.ts'
import { usualWalk } from './newest-of-all.ts'
import { modelFollowing } from './testing/following-model.ts'
import { graphPeople, insertGraph, randomGraph } from './testing/random-graph.ts'

let test: TestApp
let people: Member[]
beforeAll(async () => {
  test = await startTestApp()
  people = await Promise.all(Array.from({ length: graphPeople }, (_, n) => test.member(`person${n}`)))
})
afterAll(() => test.close())

/** For readers who follow few, too: one that sometimes ends before the page is full, and sometimes with the list, and one that nearly always does. */
const walks = [
  usualWalk,
  { manySources: 1, first: 100, cruds: 100, reposts: 20 },
  { manySources: 1, first: 10, cruds: 8, reposts: 3 },
]

const orders = ['newest', 'expiring'] as const

type Row = ListPosition & { mutes_words?: boolean }

/** What a client sees of a list: the items of the page, and whether there are more. */
const pageOf = (rows: Row[], limit: number) => ({
  items: rows.slice(0, limit).map(({ mutes_words: _, ...item }) => item),
  more: rows.length > limit,
})

/** Compares a page of the two, and gives the position at which the next one begins, if there is one. */
async function comparePage(db: Db, page: Page, order: (typeof orders)[number]): Promise<ListPosition | undefined> {
  const { sub } = people[0] as Member
  const expected = pageOf(await modelFollowing(db, test.keys, page, sub, order), page.limit)
  for (const walk of order === 'newest' ? walks : [usualWalk]) {
    expect(pageOf(await selectFollowing(db, test.keys, page, sub, order, walk), page.limit)).toEqual(expected)
  }
  const last = expected.items.at(-1)
  return expected.more && last ? { at: last.at, uuid: last.uuid } : undefined
}

it('has the pages of the model, in every graph and order, from every cursor', { timeout: 120_000 }, async () => {
  const limit = fc.constantFrom(1, 2, 7, 20, 21, 100)
  const cursor = fc.record({ minutes: fc.integer({ min: -10, max: 10 }), uuid: fc.uuid() })
  await fc.assert(
    fc.asyncProperty(randomGraph, limit, fc.array(cursor, { maxLength: 3 }), async (graph, limit, cursors) => {
      const uuids = people.map(({ uuid }) => uuid)
      // In one transaction time stands still, so nothing expires between the two reads.
      await test.db.transaction().execute(async (db) => {
        const start = Date.now()
        await insertGraph(db, uuids, graph)
        for (const order of orders) {
          let after: ListPosition | undefined
          for (let pages = 0; pages === 0 || (after && pages < 4); pages++) {
            after = await comparePage(db, { limit, after }, order)
          }
          for (const { minutes, uuid } of cursors) {
            await comparePage(
              db,
              { limit, after: { at: new Date(start + minutes * 60_000).toISOString(), uuid } },
              order,
            )
          }
        }
      })
    }),
    { seed: 4567, numRuns: 25 },
  )
})
