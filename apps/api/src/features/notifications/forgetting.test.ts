import { burnActivity, replyToActivity, shortenActivity } from '@cruddur/contract/activities/publishing'
import { countUnreadNotifications, listNotifications } from '@cruddur/contract/notifications'
import { likeActivity } from '@cruddur/contract/reactions'
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { createErasers } from '../../retention/erasure.ts'
import { expireCrud } from '../../testing/cruds.ts'
import { type Member, useTestApp } from '../../testing/test-app.ts'

const test = await useTestApp()
const worf = await test.member('worf')
const data = await test.member('data')
beforeEach(() => sql`delete from activities`.execute(test.db))

const list = async (as: Member) =>
  (await test.call(listNotifications, {}, { as })).reply.filter(({ kind }) => kind !== 'receipt')
const unread = async (as: Member) => (await test.call(countUnreadNotifications, {}, { as })).reply.unread_count
/** Receipts are of nothing that anybody can read. They have tests of their own. */
const stored = async () => (await sql`select from notifications where kind <> 'receipt'`.execute(test.db)).rows.length

describe('guarantee 7: notifications vanish at T', () => {
  /** A crud of Worf's with everything that can be told of it. Its notifications: two to Worf, one to Data. */
  const told = async () => {
    const { uuid } = await test.crud(worf, { message: '@data canary-71d0' })
    await test.call(likeActivity, { uuid }, { as: data })
    await test.call(replyToActivity, { uuid, message: 'canary-71d0 too' }, { as: data })
    expect([await unread(worf), await unread(data)]).toEqual([2, 1])
    return uuid
  }

  it('with nothing erased: not listed, and not counted (guarantee 6)', async () => {
    await expireCrud(test.db, await told())
    expect(await stored()).toBe(3)
    for (const as of [worf, data]) expect([await list(as), await unread(as)]).toEqual([[], 0])
  })

  it('and are erased with the crud (guarantee 9)', async () => {
    await expireCrud(test.db, await told())
    for (const eraser of createErasers(test.ports.log)) await eraser(test.db, 1000)
    expect(await stored()).toBe(0)
  })

  it('with a crud that is burnt', async () => {
    await test.call(burnActivity, { uuid: await told() }, { as: worf })
    expect([await stored(), await unread(worf), await unread(data)]).toEqual([0, 0, 0])
  })

  it('say the earlier deadline when a crud is shortened', async () => {
    const uuid = await told()
    const { reply } = await test.call(shortenActivity, { uuid, ttl: '1-hour' }, { as: worf })
    const deadlines = [...(await list(worf)), ...(await list(data))].map(({ expires_at }) => expires_at)
    expect(deadlines).toEqual([reply.expires_at, reply.expires_at, reply.expires_at])
  })

  it('guarantee 3: hold no words', async () => {
    await told()
    const { rows } = await sql`select from notifications n where n::text like '%canary%'`.execute(test.db)
    expect(rows).toEqual([])
  })
})

describe('after 30 days', () => {
  const follow = (age: string) => sql`
    insert into notifications (user_uuid, actor_uuid, kind, created_at)
    values (${worf.uuid}, ${data.uuid}, 'follow', now() - ${age}::interval)`
  beforeEach(() => sql`delete from notifications`.execute(test.db))

  it('a notification is not read any more', async () => {
    await follow('30 days').execute(test.db)
    expect([await list(worf), await unread(worf)]).toEqual([[], 0])
  })
  it('and is erased; a younger one stays', async () => {
    await follow('30 days').execute(test.db)
    for (const eraser of createErasers(test.ports.log)) await eraser(test.db, 1000)
    expect(await stored()).toBe(0)
    await follow('29 days 23:59').execute(test.db)
    for (const eraser of createErasers(test.ports.log)) await eraser(test.db, 1000)
    expect([await stored(), await unread(worf)]).toEqual([1, 1])
  })
})
