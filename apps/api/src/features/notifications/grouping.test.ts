import { listNotifications, type Notification } from '@cruddur/contract/notifications'
import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { insertCrud } from '../../testing/cruds.ts'
import { useTestApp } from '../../testing/test-app.ts'
import { selectUnreadCount } from './notifications.store.ts'

const test = await useTestApp()
const worf = await test.member('worf', 'Worf')
const crew = await Promise.all(['data', 'troi', 'riker', 'crusher', 'la_forge'].map((handle) => test.member(handle)))
const cruds = await Promise.all([1, 2, 3].map(() => insertCrud(test.db, { user_uuid: worf.uuid, left: 86_400 })))
beforeEach(() => sql`delete from notifications`.execute(test.db))

type Event = { kind: 'like' | 'repost' | 'follow'; by: number; about: number; age: number; read: boolean }

/** Things of the past, straight into the table: seconds before the last noon. */
const tell = async ({ kind, by, about, age, read }: Event) => {
  await sql`insert into notifications (user_uuid, actor_uuid, kind, activity_uuid, created_at, read_at)
    values (${worf.uuid}, ${crew[by]?.uuid}, ${kind}, ${kind === 'follow' ? null : cruds[about]},
      date_trunc('day', now(), 'UTC') - interval '12 hours' - ${age} * interval '1 second', ${read ? sql`now()` : null})
    on conflict do nothing`.execute(test.db)
}
const page = (url: string) => test.call(listNotifications, {}, { as: worf, url })

async function readAll(limit: number, between = async () => {}): Promise<Notification[]> {
  const all: Notification[] = []
  for (let url: string | undefined = `/api/activities/notifications?limit=${limit}`; url; ) {
    const { reply, next }: Awaited<ReturnType<typeof page>> = await page(url)
    all.push(...reply)
    if (next) await between()
    url = next
  }
  return all
}

const keyOf = ({ kind, uuid }: Notification) => (kind === 'follow' ? kind : `${kind} ${cruds.indexOf(uuid)}`)

describe('grouping', () => {
  it('names the latest three of everybody who liked a crud', async () => {
    for (const by of [0, 1, 2, 3, 4]) await tell({ kind: 'like', by, about: 0, age: by, read: by > 0 })
    const all = await readAll(20)
    expect(all).toMatchObject([{ kind: 'like', uuid: cruds[0], actors_count: 5, read: false }])
    expect(all[0]?.actors.map(({ handle }) => handle)).toEqual(['data', 'troi', 'riker'])
  })

  it('keeps kinds and cruds apart', async () => {
    await tell({ kind: 'like', by: 0, about: 0, age: 3, read: false })
    await tell({ kind: 'repost', by: 0, about: 0, age: 2, read: false })
    await tell({ kind: 'like', by: 0, about: 1, age: 1, read: false })
    expect((await readAll(20)).map(keyOf)).toEqual(['like 1', 'repost 0', 'like 0'])
  })

  it('puts follows together by day', async () => {
    for (const by of [0, 1]) await tell({ kind: 'follow', by, about: 0, age: by, read: false })
    await tell({ kind: 'follow', by: 2, about: 0, age: 86_400, read: false })
    const counts = (await readAll(20)).map(({ handle, actors_count }) => [handle, actors_count])
    expect(counts).toEqual([
      ['data', 2],
      ['riker', 1],
    ])
  })

  it('is what a simple model says: once each, newest first, the badge agrees', async () => {
    const event: fc.Arbitrary<Event> = fc.record({
      kind: fc.constantFrom('like', 'repost', 'follow'),
      by: fc.nat(4),
      about: fc.nat(2),
      age: fc.nat(6),
      read: fc.boolean(),
    })
    const first = ({ kind, by, about }: Event) => [kind, by, kind === 'follow' ? 0 : about].join()
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(event, { maxLength: 25, selector: first }),
        fc.integer({ min: 1, max: 5 }),
        async (events, limit) => {
          await sql`delete from notifications`.execute(test.db)
          for (const each of events) await tell(each)
          const groups = Map.groupBy(events, ({ kind, about }) => (kind === 'follow' ? kind : `${kind} ${about}`))
          const all = await readAll(limit)
          expect(all.map(keyOf).sort()).toEqual([...groups.keys()].sort())
          for (const item of all) {
            const group = groups.get(keyOf(item)) as Event[]
            expect(item.actors_count).toBe(group.length)
            expect(item.actors.length).toBe(Math.min(3, group.length))
            expect(item.read).toBe(group.every(({ read }) => read))
          }
          const times = all.map(({ happened_at }) => happened_at)
          expect(times).toEqual(times.toSorted().reverse())
          expect(await selectUnreadCount(test.db, worf.sub)).toBe(all.filter(({ read }) => !read).length)
        },
      ),
      { numRuns: 60 },
    )
  })
})

describe('paging', () => {
  it('neither repeats nor loses a group while new things happen to groups on both sides', async () => {
    for (const about of [0, 1, 2]) {
      await tell({ kind: 'like', by: 0, about, age: about * 10, read: false })
      await tell({ kind: 'repost', by: 0, about, age: about * 10 + 5, read: false })
    }
    let next = 1
    const all = await readAll(1, async () => {
      const by = next++ % 5
      for (const about of [0, 1, 2]) await tell({ kind: 'like', by, about, age: -60 * next, read: false })
    })
    expect(all.map(keyOf)).toEqual(['like 0', 'repost 0', 'like 1', 'repost 1', 'like 2', 'repost 2'])
  })

  it.each(['x', 'A'.repeat(32), 'A'.repeat(40), '_'.repeat(43), `${'A'.repeat(32)}__________8`])(
    'refuses the cursor %j',
    async (cursor) => {
      const { status, codes } = await page(`/api/activities/notifications?cursor=${cursor}`)
      expect([status, codes]).toEqual([422, ['cursor_invalid']])
    },
  )
})
