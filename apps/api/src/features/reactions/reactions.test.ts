import { showActivity } from '@cruddur/contract/activities'
import * as contract from '@cruddur/contract/reactions'
import { blockPerson, mutePerson } from '@cruddur/contract/relations'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { expireCrud, insertCrud } from '../../testing/cruds.ts'
import { type Member, useTestApp } from '../../testing/test-app.ts'

const test = await useTestApp()
const crew = await Promise.all(['worf', 'data', 'troi', 'riker', 'picard'].map((handle) => test.member(handle)))

const kinds = [
  {
    name: 'like',
    add: contract.likeActivity,
    remove: contract.unlikeActivity,
    count: 'likes_count',
    mine: 'liked',
    list: contract.listLikes,
  },
  {
    name: 'repost',
    add: contract.repostActivity,
    remove: contract.unrepostActivity,
    count: 'reposts_count',
    mine: 'reposted',
    list: contract.listReposts,
  },
] as const

describe.each(kinds)('$name', ({ name, add, remove, count, mine, list }) => {
  const [worf, data] = [() => crew[0] as Member, () => crew[1] as Member]

  it('counts once however often it is asked for, and is taken back once', async () => {
    const { uuid } = await test.crud(worf())
    for (const expected of [1, 1]) {
      expect((await test.call(add, { uuid }, { as: data() })).reply).toEqual({ uuid, [count]: expected, [mine]: true })
    }
    for (const expected of [0, 0]) {
      expect((await test.call(remove, { uuid }, { as: data() })).reply).toEqual({
        uuid,
        [count]: expected,
        [mine]: false,
      })
    }
  })

  it('is shown to who did it, and to nobody else', async () => {
    const { uuid } = await test.crud(worf())
    await test.call(add, { uuid }, { as: data() })
    const seen = async (as?: Member) => (await test.call(showActivity, { uuid }, { as })).reply
    expect((await seen(data()))[mine]).toBe(true)
    expect((await seen(worf()))[mine]).toBe(false)
    expect(await seen()).not.toHaveProperty(mine)
  })

  it('counts exactly when everybody does and undoes it at once', async () => {
    const { uuid } = await test.crud(worf())
    const storm = Array.from({ length: 60 }, (_, n) =>
      test.call(n % 3 === 2 ? remove : add, { uuid }, { as: crew[n % crew.length] as Member }),
    )
    for (const { status } of await Promise.all(storm)) expect(status).toBe(200)
    const { rows } = await sql<{ stored: number; counted: number }>`
      select ${sql.ref(count)} as stored, (select count(*) from ${sql.table(`${name}s`)} where activity_uuid = ${uuid}) as counted
      from activities where uuid = ${uuid}`.execute(test.db)
    expect(rows[0]?.stored).toBe(rows[0]?.counted)
  })

  it.each([
    ['nobody knows', async () => '018f0000-0000-7000-8000-000000000000'],
    ['is gone', async () => insertCrud(test, { user_uuid: worf().uuid, left: -1 })],
    ['is no uuid', async () => 'nonsense'],
  ])('of a crud that %s is a 404', async (_what, make) => {
    for (const endpoint of [add, remove]) {
      const { status, codes } = await test.call(endpoint, { uuid: await make() }, { as: data() })
      expect([status, codes]).toEqual([404, ['activity_not_found']])
    }
  })

  it('guarantee 2: gives no crud more time', async () => {
    const { uuid, expires_at } = await test.crud(worf())
    await test.call(add, { uuid }, { as: data() })
    expect((await test.call(showActivity, { uuid })).reply.expires_at).toBe(expires_at)
  })

  it('is listed with its people, the latest first and in pages, until the crud is gone', async () => {
    const { uuid, expires_at } = await test.crud(worf())
    for (const as of crew.slice(1)) await test.call(add, { uuid }, { as })
    const names = async (as?: Member) => {
      const { reply } = await test.call(list, { uuid }, { as })
      expect(reply).toMatchObject({ uuid, expires_at })
      return reply.people.map(({ handle }) => handle)
    }
    expect(await names()).toEqual(['picard', 'riker', 'troi', 'data'])
    const first = await test.call(list, { uuid, limit: '3' })
    const cursor = new URL(/<(.*)>/.exec(String(first.raw.headers.link))?.[1] ?? '', 'http://any.invalid').searchParams
    const { reply } = await test.call(list, { uuid, limit: '3', cursor: cursor.get('cursor') ?? '' })
    expect([...first.reply.people, ...reply.people].map(({ handle }) => handle)).toEqual(await names())
    await test.call(remove, { uuid }, { as: crew[3] as Member })
    expect(await names()).toEqual(['picard', 'troi', 'data'])
    await expireCrud(test.db, uuid)
    expect((await test.call(list, { uuid })).codes).toEqual(['activity_not_found'])
  })

  it('is not listed to a reader who muted or is blocked by who did it', async () => {
    const { uuid } = await test.crud(worf())
    const [muted, blocker, reader] = await Promise.all(['m', 'b', 'r'].map((who) => test.member(`${name}_${who}`)))
    for (const as of [muted, blocker, data()]) await test.call(add, { uuid }, { as: as as Member })
    await test.call(mutePerson, { handle: muted?.handle ?? '' }, { as: reader as Member })
    await test.call(blockPerson, { handle: reader?.handle ?? '' }, { as: blocker as Member })
    const { people } = (await test.call(list, { uuid }, { as: reader as Member })).reply
    expect(people.map(({ handle }) => handle)).toEqual(['data'])
  })
})
