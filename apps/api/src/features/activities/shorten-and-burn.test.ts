import * as contract from '@cruddur/contract/activities'
import * as publishing from '@cruddur/contract/activities/publishing'
import { likeActivity, repostActivity } from '@cruddur/contract/reactions'
import { searchActivities } from '@cruddur/contract/search'
import { minuteOfSealed } from '@cruddur/key-ring/sealed'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { expireCrud, insertCrud } from '../../testing/cruds.ts'
import { useTestApp } from '../../testing/test-app.ts'

const test = await useTestApp()
const worf = await test.member('worf')
const data = await test.member('data')

const shorten = (uuid: string, args: Record<string, unknown>, as = worf) =>
  test.call(publishing.shortenActivity, { uuid, ...args }, { as })
const burn = (uuid: string, as = worf) => test.call(publishing.burnActivity, { uuid }, { as })
const shown = async (uuid: string) => (await test.call(contract.showActivity, { uuid })).status

describe('shortenActivity', () => {
  it('gives a crud of the author an earlier deadline, from now', async () => {
    const crud = await test.crud(worf, { ttl: '7-days' })
    const { reply } = await shorten(crud.uuid, { ttl: '1-hour' })
    const left = Date.parse(reply.expires_at) - Date.parse(crud.created_at)
    expect(left).toBeGreaterThanOrEqual(3_600_000)
    expect(left).toBeLessThan(3_700_000)
    expect((await test.call(contract.showActivity, { uuid: crud.uuid })).reply.expires_at).toBe(reply.expires_at)
  })

  it('seals the crud, its tags and all that ends with it for the new minute, and they are still found', async () => {
    const { uuid } = await test.crud(worf, { ttl: '30-days', message: 'resealed #shorter' })
    const first = await insertCrud(test, {
      user_uuid: data.uuid,
      reply_to_activity_uuid: uuid,
      age: 0,
      left: 2_500_000,
    })
    const deep = await insertCrud(test, {
      user_uuid: worf.uuid,
      reply_to_activity_uuid: first,
      age: 0,
      left: 2_500_000,
      message: 'deepest',
    })
    const { reply } = await shorten(uuid, { ttl: '1-hour' })
    expect(reply.message).toBe('resealed #shorter')
    const minute = Math.floor(Date.parse(reply.expires_at) / 60_000)
    const sealed = sql<{ sealed: Buffer }>`
      select sealed from activities where uuid = any (${[uuid, first, deep]}::uuid[])
      union all select sealed from activity_tags where activity_uuid = ${uuid}`
    const { rows } = await sealed.execute(test.db)
    expect(rows.map(({ sealed }) => minuteOfSealed(sealed, ''))).toEqual([minute, minute, minute, minute])
    for (const term of ['resealed', '#shorter', 'deepest']) {
      expect((await test.call(searchActivities, { term })).reply, term).toHaveLength(1)
    }
  })

  it('or at an instant, in any time zone', async () => {
    const { uuid, created_at } = await test.crud(worf, { ttl: '7-days' })
    const at = new Date(Date.parse(created_at) + 7_200_000)
    const elsewhere = new Date(at.getTime() + 5_400_000).toISOString().replace('Z', '+01:30')
    expect((await shorten(uuid, { expires_at: elsewhere })).reply.expires_at).toBe(at.toISOString())
  })

  it.each([
    [{ ttl: '30-days' }, 'ttl_not_shorter'],
    [{ ttl: '1-day' }, 'ttl_not_shorter'],
    [{ expires_at: '2999-01-01T00:00:00Z' }, 'ttl_not_shorter'],
    [{ expires_at: '2020-01-01T00:00:00Z' }, 'expires_at_invalid'],
    [{ expires_at: 'soon' }, 'expires_at_invalid'],
    [{ expires_at: 5 }, 'expires_at_invalid'],
    [{ ttl: '1-hour', expires_at: '2020-01-01T00:00:00Z' }, 'expires_at_invalid'],
    [{ ttl: 'an hour' }, 'ttl_blank'],
    [{}, 'ttl_blank'],
  ])('guarantee 2: %j is 422 %s and changes nothing', async (args, code) => {
    const { uuid, expires_at } = await test.crud(worf, { ttl: '1-day' })
    const { status, codes } = await shorten(uuid, args)
    expect([status, codes]).toEqual([422, [code]])
    expect((await test.call(contract.showActivity, { uuid })).reply.expires_at).toBe(expires_at)
  })

  it("is the author's alone", async () => {
    const { uuid } = await test.crud(worf, { ttl: '7-days' })
    expect((await shorten(uuid, { ttl: '1-hour' }, data)).codes).toEqual(['generic_403'])
  })

  it('guarantee 4: gives the replies the same deadline', async () => {
    const { uuid } = await test.crud(worf, { ttl: '7-days' })
    const { reply } = await test.call(publishing.replyToActivity, { uuid, message: 'me too' }, { as: data })
    const { expires_at } = (await shorten(uuid, { ttl: '3-hours' })).reply
    expect((await test.call(contract.showActivity, { uuid: reply.uuid })).reply.expires_at).toBe(expires_at)
  })

  it('knows which replies leave before their parent: not those that were shortened with it', async () => {
    const { uuid } = await test.crud(worf, { ttl: '7-days' })
    const replyTo = async (parent: string) =>
      (await test.call(publishing.replyToActivity, { uuid: parent, message: 'me too' }, { as: data })).reply.uuid
    const [staying, leaving] = [await replyTo(uuid), await replyTo(uuid)]
    const below = await replyTo(staying)
    await shorten(uuid, { ttl: '1-day' })
    await shorten(leaving, { ttl: '1-hour' }, data)
    const { rows } = await sql<{ uuid: string }>`
      select uuid from activities where leaves_early and uuid = any (${[staying, below, leaving]})`.execute(test.db)
    expect(rows).toEqual([{ uuid: leaving }])
    await shorten(uuid, { ttl: '1-hour' })
    expect((await test.call(contract.showActivity, { uuid })).reply.replies_count).toBe(2)
  })

  it('guarantee 6: a reply that left early is no longer counted, erased or not', async () => {
    const { uuid } = await test.crud(worf, { ttl: '7-days' })
    const { reply } = await test.call(publishing.replyToActivity, { uuid, message: 'I will not stay' }, { as: data })
    await expireCrud(test.db, reply.uuid)
    const count = async () => (await test.call(contract.showActivity, { uuid })).reply.replies_count
    expect(await count()).toBe(0)
    await sql`delete from activities where uuid = ${reply.uuid}`.execute(test.db)
    expect(await count()).toBe(0)
  })
})

describe('burnActivity', () => {
  it('removes the crud with its replies, likes and reposts at once', async () => {
    const { uuid } = await test.crud(worf)
    const { reply } = await test.call(publishing.replyToActivity, { uuid, message: 'ash' }, { as: data })
    await test.call(likeActivity, { uuid }, { as: data })
    await test.call(repostActivity, { uuid }, { as: data })
    expect((await burn(uuid)).reply).toEqual({ uuid })
    expect([await shown(uuid), await shown(reply.uuid)]).toEqual([404, 404])
    const { rows } = await sql`select activity_uuid from likes union all select activity_uuid from reposts`.execute(
      test.db,
    )
    expect(rows).toEqual([])
  })

  it('lowers the count of the parent of a burnt reply', async () => {
    const { uuid } = await test.crud(worf)
    const { reply } = await test.call(publishing.replyToActivity, { uuid, message: 'oops' }, { as: data })
    await burn(reply.uuid, data)
    expect((await test.call(contract.showActivity, { uuid })).reply.replies_count).toBe(0)
  })

  it("is the author's alone, the parent's author included", async () => {
    const { uuid } = await test.crud(worf)
    const { reply } = await test.call(publishing.replyToActivity, { uuid, message: 'mine' }, { as: data })
    for (const target of [uuid, reply.uuid]) {
      const { status, codes } = await burn(target, target === uuid ? data : worf)
      expect([status, codes]).toEqual([403, ['generic_403']])
      expect(await shown(target)).toBe(200)
    }
  })

  it('of a burnt or expired crud is a 404', async () => {
    const { uuid } = await test.crud(worf)
    await burn(uuid)
    expect((await burn(uuid)).codes).toEqual(['activity_not_found'])
    const dead = await insertCrud(test, { user_uuid: worf.uuid, left: -1 })
    expect((await burn(dead)).codes).toEqual(['activity_not_found'])
  })
})
