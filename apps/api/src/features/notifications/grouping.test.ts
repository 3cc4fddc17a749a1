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
const cruds = await Promise.all([1, 2, 3].map(() => insertCrud(test, { user_uuid: worf.uuid, left: 86_400 })))
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

const keyOf = ({ kind, uuid }: Notification) => (kind === 'follow' ? kind : `reaction to ${cruds.indexOf(uuid)}`)

describe('grouping', () => {
  it('names the latest three of everybody who liked a crud', async () => {
    for (const by of [0, 1, 2, 3, 4]) await tell({ kind: 'like', by, about: 0, age: by, read: by > 0 })
    const all = await readAll(20)
    expect(all).toMatchObject([{ kind: 'like', uuid: cruds[0], actors_count: 5, read: false }])
    expect(all[0]?.actors.map(({ handle }) => handle)).toEqual(['data', 'troi', 'riker'])
  })

  it('puts likes and reposts of one crud together, and keeps cruds apart', async () => {
    await tell({ kind: 'like', by: 0, about: 0, age: 3, read: true })
    await tell({ kind: 'repost', by: 0, about: 0, age: 2, read: false })
    await tell({ kind: 'like', by: 1, about: 0, age: 4, read: true })
    await tell({ kind: 'like', by: 0, about: 1, age: 1, read: true })
    const all = await readAll(20)
    expect(all).toMatchObject([
      { uuid: cruds[1], kind: 'like', kinds: ['like'], actors_count: 1, read: true },
      { uuid: cruds[0], kind: 'repost', kinds: ['like', 'repost'], actors_count: 2, read: false },
    ])
    expect(all[1]?.actors.map(({ handle }) => handle)).toEqual(['data', 'troi'])
  })

  it('names three people even when each both liked and reposted', async () => {
    for (const by of [0, 1, 2, 3]) {
      await tell({ kind: 'like', by, about: 0, age: by * 2, read: false })
      await tell({ kind: 'repost', by, about: 0, age: by * 2 + 1, read: false })
    }
    const [item] = await readAll(20)
    expect(item?.actors.map(({ handle }) => handle)).toEqual(['data', 'troi', 'riker'])
    expect(item?.actors_count).toBe(4)
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
          const groups = Map.groupBy(events, ({ kind, about }) => (kind === 'follow' ? kind : `reaction to ${about}`))
          const all = await readAll(limit)
          expect(all.map(keyOf).sort()).toEqual([...groups.keys()].sort())
          for (const item of all) {
            const group = groups.get(keyOf(item)) as Event[]
            const people = new Set(group.map(({ by }) => by))
            expect(item.actors_count).toBe(people.size)
            expect(new Set(item.actors.map(({ uuid }) => uuid)).size).toBe(Math.min(3, people.size))
            expect(item.actors.length).toBe(Math.min(3, people.size))
            expect(item.kinds).toEqual([...new Set(group.map(({ kind }) => kind))].sort())
            expect(item.read).toBe(group.every(({ read }) => read))
          }
          expect(new Set(all.map(({ uuid }) => uuid)).size, 'items with one uuid').toBe(all.length)
          const times = all.map(({ happened_at }) => happened_at)
          expect(times).toEqual(times.toSorted().reverse())
          expect(await selectUnreadCount(test.db, test.keys, worf.sub)).toBe(all.filter(({ read }) => !read).length)
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
    expect(all.map(keyOf)).toEqual(['reaction to 0', 'reaction to 1', 'reaction to 2'])
  })

  it.each(['x', 'A'.repeat(32), 'A'.repeat(40), '_'.repeat(43), `${'A'.repeat(32)}__________8`])(
    'refuses the cursor %j',
    async (cursor) => {
      const { status, codes } = await page(`/api/activities/notifications?cursor=${cursor}`)
      expect([status, codes]).toEqual([422, ['cursor_invalid']])
    },
  )
})
