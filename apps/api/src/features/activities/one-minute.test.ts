import { activityThread, showActivity } from '@cruddur/contract/activities'
import { createOneMinuteCrud } from '@cruddur/contract/activities/one-minute'
import { homeActivities, userActivities } from '@cruddur/contract/feeds'
import { listNotifications } from '@cruddur/contract/notifications'
import { followPerson, suggestPeople } from '@cruddur/contract/relations'
import { searchActivities } from '@cruddur/contract/search'
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { createErasers } from '../../retention/erasure.ts'
import { expireCrud } from '../../testing/cruds.ts'
import { useTestApp } from '../../testing/test-app.ts'
import { readDeliveries } from '../stream/deliveries.ts'

const test = await useTestApp({ RATE_LIMIT_ONE_MINUTE: '3/1h' })
const worf = await test.member('worf')
beforeEach(async () => {
  await sql`delete from auth.attempts`.execute(test.db)
  await sql`delete from activities`.execute(test.db)
})

const publish = () => test.call(createOneMinuteCrud, {})

describe('a one-minute crud', () => {
  it('is published for a visitor, lives a minute, and is read where every crud is', async () => {
    const { reply } = await publish()
    expect(Date.parse(reply.expires_at) - Date.parse(reply.created_at)).toBe(60_000)
    const { uuid, handle, message } = reply
    expect(message).toMatch(/^\w+( \w+){3}$/)
    const shown = async () => [
      (await test.call(showActivity, { uuid })).status,
      (await test.call(activityThread, { handle, uuid })).status,
      (await test.call(userActivities, { handle })).reply.activities.length,
      (await test.call(searchActivities, { term: `from:@${handle} "${message}"` })).reply.length,
    ]
    expect(await shown()).toEqual([200, 200, 1, 1])
    await expireCrud(test.db, uuid)
    expect(await shown()).toEqual([404, 404, 0, 0])
  })

  it('is in nobody else’s list, not even of those who follow its author', async () => {
    const { reply } = await publish()
    await test.call(followPerson, { handle: reply.handle }, { as: worf })
    for (const as of [undefined, worf]) {
      for (const sort of ['newest', 'expiring']) {
        expect((await test.call(homeActivities, { sort }, as && { as })).reply).toEqual([])
      }
      expect((await test.call(suggestPeople, {}, as && { as })).raw.body).not.toContain(reply.handle)
    }
    expect((await test.call(homeActivities, { feed: 'following' }, { as: worf })).reply).toEqual([])
    const row = { kind: 'crud' as const, activity_uuid: reply.uuid, author_uuid: null, user_uuid: null }
    expect(await readDeliveries(test.db, [{ ...row, message_group_uuid: null, message_uuid: null }])).toEqual([])
  })

  it('can be had so often from one address, and so many live at once', async () => {
    const statuses = async () => [(await publish()).status, (await publish()).status, (await publish()).status]
    expect(await statuses()).toEqual([200, 200, 200])
    const fourth = await publish()
    expect([fourth.status, fourth.codes, Number(fourth.raw.headers['retry-after']) > 0]).toEqual([
      429,
      ['rate_limited'],
      true,
    ])
    await sql`delete from auth.attempts`.execute(test.db)
    await sql`insert into activities (user_uuid, sealed, expires_at)
      select user_uuid, sealed, expires_at from activities, generate_series(1, 100)`.execute(test.db)
    expect((await publish()).status).toBe(429)
  })

  it('needs no handle that somebody already has', async () => {
    await sql`delete from users where handle = 'one_minute'`.execute(test.db)
    await test.member('one_minute')
    expect((await publish()).reply.handle).toMatch(/^one_minute_[0-9a-f]{8}$/)
  })
})

describe('a receipt', () => {
  const receipts = async () =>
    (await test.call(listNotifications, {}, { as: worf })).reply.filter(({ kind }) => kind === 'receipt')
  const eraseNow = async () => {
    for (const erase of createErasers(test.ports.log)) await erase(test.db, 1_000)
  }

  it('tells the author that something has ended and when, and nothing else', async () => {
    const crud = await test.crud(worf, { message: 'canary words' })
    await test.crud(worf, { message: 'lives on' })
    expect(await receipts()).toEqual([])
    await expireCrud(test.db, crud.uuid)
    const { rows } = await sql<{ minute: string }>`
      select date_trunc('minute', expires_at) as minute from activities where uuid = ${crud.uuid}`.execute(test.db)
    await eraseNow()
    const [receipt, ...more] = await receipts()
    expect(more).toEqual([])
    expect(receipt).toMatchObject({
      message: '',
      actors: [],
      actors_count: 0,
      read: true,
      receipt_minute: rows[0]?.minute,
    })
    expect(JSON.stringify(receipt)).not.toContain(crud.uuid)
    expect(Date.parse(receipt?.expires_at ?? '') - Date.parse(receipt?.happened_at ?? '')).toBe(86_400_000)
  })

  it('ends after a day, and is then erased', async () => {
    await sql`update notifications set created_at = now() - interval '1 day' where kind = 'receipt'`.execute(test.db)
    expect(await receipts()).toEqual([])
    await eraseNow()
    expect((await sql`select from notifications where kind = 'receipt'`.execute(test.db)).rows).toEqual([])
  })

  it('is not given for what was burnt, nor for what ended long ago, nor to nobody', async () => {
    const { reply } = await publish()
    const crud = await test.crud(worf)
    await sql`delete from activities where uuid = ${crud.uuid}`.execute(test.db)
    await sql`insert into activities (user_uuid, sealed, created_at, expires_at)
      select ${worf.uuid}, unsealed('old'), now() - interval '3 days', now() - interval '2 days'`.execute(test.db)
    await expireCrud(test.db, reply.uuid)
    await eraseNow()
    expect((await sql`select from notifications where kind = 'receipt'`.execute(test.db)).rows).toEqual([])
  })

  it('holds nobody’s account back when it is deleted with cruds that have ended', async () => {
    const data = await test.member('data')
    const crud = await test.crud(data)
    await expireCrud(test.db, crud.uuid)
    await sql`delete from users where uuid = ${data.uuid}`.execute(test.db)
    expect((await sql`select from users where handle = 'data'`.execute(test.db)).rows).toEqual([])
  })
})
