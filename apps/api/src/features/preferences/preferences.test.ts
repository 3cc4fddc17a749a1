import { createActivity } from '@cruddur/contract/activities/publishing'
import { listNotifications } from '@cruddur/contract/notifications'
import { changePreferences, showPreferences } from '@cruddur/contract/preferences/preferences'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { expireCrud } from '../../testing/cruds.ts'
import { useTestApp } from '../../testing/test-app.ts'

const test = await useTestApp()

it('keeps the lifetime that a person chose, for them alone', async () => {
  const [worf, data] = [await test.member('worf'), await test.member('data')]
  const none = { default_lifetime: null, welcomed: false, receipts: true }
  expect((await test.call(showPreferences, {}, { as: worf })).reply).toEqual(none)
  const change = await test.call(changePreferences, { default_lifetime: '3-hours' }, { as: worf })
  expect(change.reply).toEqual({ ...none, default_lifetime: '3-hours' })
  expect((await test.call(showPreferences, {}, { as: worf })).reply).toEqual(change.reply)
  expect((await test.call(showPreferences, {}, { as: data })).reply).toEqual(none)
  const taken = await test.call(changePreferences, { default_lifetime: null }, { as: worf })
  expect(taken.reply).toEqual(none)
})

it('welcomes nobody twice', async () => {
  const troi = await test.member('troi')
  await test.call(changePreferences, { welcomed: true }, { as: troi })
  const later = await test.call(changePreferences, { default_lifetime: '1-day' }, { as: troi })
  expect(later.reply).toEqual({ default_lifetime: '1-day', welcomed: true, receipts: true })
})

it('gives no receipt to whoever wants none, and again to whoever wants them back', async () => {
  const [odo, kira] = [await test.member('odo'), await test.member('kira')]
  const ended = async () => {
    for (const as of [odo, kira]) {
      const { reply } = await test.call(createActivity, { message: 'Over soon', ttl: '1-hour' }, { as })
      await expireCrud(test.db, reply.uuid)
    }
    await sql`delete from activities where expires_at <= now()`.execute(test.db)
  }
  const receipts = async (as: typeof odo) =>
    (await test.call(listNotifications, {}, { as })).reply.filter(({ kind }) => kind === 'receipt').length
  const off = await test.call(changePreferences, { receipts: false }, { as: odo })
  expect(off.reply).toEqual({ default_lifetime: null, welcomed: false, receipts: false })
  await ended()
  expect([await receipts(odo), await receipts(kira)]).toEqual([0, 1])
  await test.call(changePreferences, { receipts: true }, { as: odo })
  await ended()
  expect(await receipts(odo)).toBe(1)
})

it('refuses a lifetime that no crud can have', async () => {
  const as = await test.member('riker')
  const { status, codes } = await test.call(changePreferences, { default_lifetime: '99-days' as '1-day' }, { as })
  expect([status, codes]).toEqual([422, ['ttl_blank']])
})
