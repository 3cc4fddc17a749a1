import { changePreferences, showPreferences } from '@cruddur/contract/preferences/preferences'
import { expect, it } from 'vitest'
import { useTestApp } from '../../testing/test-app.ts'

const test = await useTestApp()

it('keeps the lifetime that a person chose, for them alone', async () => {
  const [worf, data] = [await test.member('worf'), await test.member('data')]
  const none = { default_lifetime: null, welcomed: false }
  expect((await test.call(showPreferences, {}, { as: worf })).reply).toEqual(none)
  const change = await test.call(changePreferences, { default_lifetime: '3-hours' }, { as: worf })
  expect(change.reply).toEqual({ default_lifetime: '3-hours', welcomed: false })
  expect((await test.call(showPreferences, {}, { as: worf })).reply).toEqual(change.reply)
  expect((await test.call(showPreferences, {}, { as: data })).reply).toEqual(none)
  const taken = await test.call(changePreferences, { default_lifetime: null }, { as: worf })
  expect(taken.reply).toEqual(none)
})

it('welcomes nobody twice', async () => {
  const troi = await test.member('troi')
  await test.call(changePreferences, { welcomed: true }, { as: troi })
  const later = await test.call(changePreferences, { default_lifetime: '1-day' }, { as: troi })
  expect(later.reply).toEqual({ default_lifetime: '1-day', welcomed: true })
})

it('refuses a lifetime that no crud can have', async () => {
  const as = await test.member('riker')
  const { status, codes } = await test.call(changePreferences, { default_lifetime: '99-days' as '1-day' }, { as })
  expect([status, codes]).toEqual([422, ['ttl_blank']])
})
