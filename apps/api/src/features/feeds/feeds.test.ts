import type { Activity } from '@cruddur/contract/activities'
import { homeActivities, userActivities } from '@cruddur/contract/feeds'
import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { insertCrud } from '../../testing/cruds.ts'
import { useTestApp } from '../../testing/test-app.ts'

const test = await useTestApp()
const worf = await test.member('worf')

const empty = () => sql`delete from activities`.execute(test.db)

/** Follows the links from page to page to the end. `between` runs after every page. */
async function readAll(limit: number, between: () => Promise<unknown> = async () => {}): Promise<Activity[]> {
  const all: Activity[] = []
  let url: string | undefined = `/api/activities/home?limit=${limit}`
  while (url) {
    const answer: Awaited<ReturnType<typeof page>> = await page(url)
    all.push(...answer.reply)
    url = answer.next
    if (url) await between()
  }
  return all
}
const page = (url: string) => test.call(homeActivities, {}, { url })

describe('homeActivities', () => {
  it.each(['feed=all', 'sort=expiring', 'feed=following'])(
    'holds 100 without a limit, as the original does: %s',
    async (view) => {
      await empty()
      await insertMany(Array.from({ length: 105 }, (_, n) => n))
      const first = await test.call(homeActivities, {}, { url: `/api/activities/home?${view}`, as: worf })
      expect(first.reply).toHaveLength(100)
      expect(first.next).toMatch(/&limit=100&cursor=[\w-]+$/)
      const second = await test.call(homeActivities, {}, { url: first.next as string, as: worf })
      expect(second.reply).toHaveLength(5)
      expect(second.next).toBeUndefined()
    },
  )

  it.each([1, 19, 20, 21, 40, 41, 99, 100])('holds %i when asked for so many', async (limit) => {
    await empty()
    await insertMany(Array.from({ length: 101 }, (_, n) => n))
    const { reply, next } = await page(`/api/activities/home?limit=${limit}`)
    expect(reply).toHaveLength(limit)
    expect(next).toContain(`limit=${limit}&`)
  })

  it.each(['0', '101', '-1', '1.5', 'ten', '', '1e2', '9'.repeat(400)])('refuses a limit of %j', async (limit) => {
    const { status, codes } = await page(`/api/activities/home?limit=${limit}`)
    expect([status, codes]).toEqual([422, ['limit_invalid']])
  })

  it.each(['x', 'AAAA', "' or 1=1 --", 'A'.repeat(32), '_'.repeat(32), '%00', 'é'])(
    'refuses the cursor %j',
    async (cursor) => {
      const answer = await page(`/api/activities/home?cursor=${encodeURIComponent(cursor)}`)
      // Thirty-two letters A are the beginning of 1970, which is a place like any other.
      if (cursor === 'A'.repeat(32)) expect(answer.reply).toEqual([])
      else expect([answer.status, answer.codes]).toEqual([422, ['cursor_invalid']])
    },
  )

  it('treats a caller with a bad token as a visitor', async () => {
    for (const authorization of ['Bearer nonsense', 'Bearer  two  spaces', 'Basic abc', 'Bearer', '\u00e9']) {
      expect((await test.call(homeActivities, {}, { headers: { authorization } })).status).toBe(200)
    }
  })

  it('leaves out replies', async () => {
    await empty()
    const uuid = await insertCrud(test, { user_uuid: worf.uuid })
    await insertCrud(test, { user_uuid: worf.uuid, reply_to_activity_uuid: uuid })
    expect((await page('/api/activities/home')).reply.map((activity) => activity.uuid)).toEqual([uuid])
  })

  it('pages without a duplicate or a hole, with equal times and while others write', async () => {
    const ages = fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(ages, fc.integer({ min: 1, max: 7 }), fc.boolean(), async (ages, limit, busy) => {
        await empty()
        await insertMany(ages)
        const { rows } = await sql<{ uuid: string }>`
          select uuid from activities order by created_at desc, uuid desc`.execute(test.db)
        const seen = await readAll(limit, async () => busy && insertCrud(test, { user_uuid: worf.uuid, age: 0 }))
        expect(seen.map(({ uuid }) => uuid)).toEqual(rows.map(({ uuid }) => uuid))
      }),
      { numRuns: 60 },
    )
  })
})

/** Cruds of the given ages in seconds: equal ages make equal times. */
const insertMany = (ages: number[], author = worf.uuid) =>
  sql`
    insert into activities (user_uuid, sealed, created_at, expires_at)
    select ${author}, unsealed('one of many'), date_trunc('hour', now()) - age * interval '1 second', now() + interval '1 hour'
    from unnest(${ages}::int[]) age`.execute(test.db)

describe('userActivities', () => {
  it('holds the profile with cruds and replies, newest first', async () => {
    const data = await test.member('data', 'Data')
    const parent = await insertCrud(test, { user_uuid: worf.uuid, message: 'not mine' })
    await insertCrud(test, { user_uuid: data.uuid, message: 'older', age: 20 })
    await insertCrud(test, { user_uuid: data.uuid, message: 'reply', age: 10, reply_to_activity_uuid: parent })
    const { reply } = await test.call(userActivities, { handle: 'Data' })
    expect(reply.profile).toEqual({
      uuid: data.uuid,
      cognito_user_uuid: data.sub,
      handle: 'data',
      display_name: 'Data',
      face: null,
      bio: '',
      cruds_count: 2,
      followers_count: 0,
      following_count: 0,
      joined_at: expect.any(String),
    })
    expect(reply.activities.map(({ message }) => message)).toEqual(['reply', 'older'])
  })

  it('shows a person whose subject Cognito has made, with a variant that RFC 9562 does not know', async () => {
    const sub = '0468d4d8-5021-70bf-f9a0-e5e0c3ca8b1c'
    await sql`insert into users (cognito_user_uuid, handle, display_name) values (${sub}, 'pulaski', 'Pulaski')`.execute(
      test.db,
    )
    const { status, reply } = await test.call(userActivities, { handle: 'pulaski' })
    expect([status, reply.profile.cognito_user_uuid]).toEqual([200, sub])
  })

  it('holds only cruds or only replies where that is asked for, and says when the person joined', async () => {
    await empty()
    const crud = await insertCrud(test, { user_uuid: worf.uuid, message: 'a crud' })
    await insertCrud(test, { user_uuid: worf.uuid, message: 'a reply', reply_to_activity_uuid: crud })
    const shown = async (show?: 'cruds' | 'replies') => {
      const { reply } = await test.call(userActivities, { handle: 'worf', ...(show && { show }) })
      expect(Date.parse(reply.profile.joined_at ?? '')).toBeLessThanOrEqual(Date.now())
      return reply.activities.map(({ message }) => message).sort()
    }
    expect([await shown('cruds'), await shown('replies'), await shown()]).toEqual([
      ['a crud'],
      ['a reply'],
      ['a crud', 'a reply'],
    ])
  })

  it('of an unknown handle is a 404', async () => {
    for (const handle of ['nobody_here', 'ab', 'a b', "'", 'x'.repeat(100)]) {
      const { status, codes } = await test.call(userActivities, { handle })
      expect([status, codes]).toEqual([404, ['user_not_found']])
    }
  })

  it('holds 40 without a limit, as the original does', async () => {
    const kira = await test.member('kira')
    await insertMany(
      Array.from({ length: 45 }, (_, n) => n),
      kira.uuid,
    )
    const first = await test.call(userActivities, { handle: 'kira' })
    expect(first.reply.activities).toHaveLength(40)
    const second = await test.call(userActivities, {}, { url: first.next as string })
    expect(second.reply.activities).toHaveLength(5)
  })

  it('pages by the same links', async () => {
    const troi = await test.member('troi')
    for (let n = 0; n < 5; n++) await insertCrud(test, { user_uuid: troi.uuid, message: `${n}`, age: n })
    const first = await test.call(userActivities, { handle: 'troi', limit: '3' })
    const second = await test.call(userActivities, {}, { url: first.next as string })
    const messages = [...first.reply.activities, ...second.reply.activities].map(({ message }) => message)
    expect(messages).toEqual(['0', '1', '2', '3', '4'])
  })
})
