import * as publishing from '@cruddur/contract/activities/publishing'
import { homeActivities } from '@cruddur/contract/feeds'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { useTestApp } from '../testing/test-app.ts'

const test = await useTestApp()
const worf = await test.member('worf')

const canary = 'canary-in-the-log'

it('guarantee 9: logs never hold the words of a crud, whatever goes wrong with it', async () => {
  const crud = await test.crud(worf, { message: canary })
  await test.call(publishing.replyToActivity, { uuid: crud.uuid, message: canary }, { as: worf })
  await test.call(publishing.createActivity, { message: canary.repeat(100), ttl: '1-day' }, { as: worf })
  await test.call(publishing.createActivity, { message: `${canary}\u0000`, ttl: '1-day' }, { as: worf })
  await test.call(homeActivities, {}, { url: `/api/activities/home?limit=${canary}` })
  await test.app.inject({ url: `/${canary}` })
  // A database that refuses the row quotes it in its message.
  await sql`alter table activities add constraint refuse check (likes_count < 0) not valid`.execute(test.db)
  const { status } = await test.call(publishing.createActivity, { message: canary, ttl: '1-day' }, { as: worf })
  expect(status).toBe(500)
  const lines = test.logged()
  expect(lines).toContain('"route":"/api/activities"')
  expect(lines).toContain('"constraint":"refuse"')
  expect(lines).not.toContain('canary')
  expect(lines).not.toContain(worf.token)
})
