import { exportAccount } from '@cruddur/contract/account'
import { showActivity } from '@cruddur/contract/activities'
import { homeActivities, userActivities } from '@cruddur/contract/feeds'
import { checkReadiness } from '@cruddur/contract/health'
import { createMessage, listMessageGroups } from '@cruddur/contract/messages'
import { listNotifications } from '@cruddur/contract/notifications'
import { likeActivity } from '@cruddur/contract/reactions'
import { searchActivities } from '@cruddur/contract/search'
import { sql } from 'kysely'
import { pino } from 'pino'
import { afterEach, expect, it } from 'vitest'
import { insertCrud } from '../testing/cruds.ts'
import { useTestApp } from '../testing/test-app.ts'
import { keepClockMark } from './clock-mark.ts'

const test = await useTestApp()
const worf = await test.member('worf')
const data = await test.member('data')
afterEach(() => sql`update clock_mark set latest = now()`.execute(test.db))

/** As though the database's clock had been set back: the latest time that it has shown is later than now. */
const setBack = (interval: string) =>
  sql`update clock_mark set latest = now() + ${sql.lit(interval)}::interval`.execute(test.db)

const words = 'a canary'
/** Everything that shows Worf's crud, or a message of his to Data, with how often the words or the uuid are in it. */
async function seen(uuid: string): Promise<number[]> {
  const replies = [
    await test.call(homeActivities, {}),
    await test.call(homeActivities, { sort: 'expiring' }),
    await test.call(userActivities, { handle: worf.handle }),
    await test.call(showActivity, { uuid }),
    await test.call(searchActivities, { term: 'canary' }),
    await test.call(listNotifications, {}, { as: worf }),
    await test.call(exportAccount, {}, { as: worf }),
    await test.call(listMessageGroups, {}, { as: data }),
  ]
  return replies.map(({ raw }) => Number(raw.body.includes(words) || raw.body.includes(uuid)))
}

it('guarantee 1: what has expired stays expired when the clock is set back, and what lives goes on', async () => {
  const uuid = await insertCrud(test, { user_uuid: worf.uuid, message: words, left: 1800 })
  await test.call(likeActivity, { uuid }, { as: data })
  await test.call(createMessage, { handle: data.handle, message: words }, { as: worf })
  await sql`update messages set expires_at = created_at + interval '30 minutes'`.execute(test.db)
  const all = await seen(uuid)
  expect(all).toEqual(all.map(() => 1))
  await setBack('20 minutes')
  expect(await seen(uuid)).toEqual(all)
  await setBack('61 minutes')
  expect(await seen(uuid)).toEqual(all.map(() => 0))
})

it('a clock that was ahead by more than a day for a while hides nothing', async () => {
  const uuid = await insertCrud(test, { user_uuid: worf.uuid, left: 1800 })
  await setBack('25 hours')
  expect((await test.call(showActivity, { uuid })).status).toBe(200)
})

it('the erasure loop moves the mark on, never back, and says that the clock was set back', async () => {
  const lines: string[] = []
  const keep = keepClockMark(pino({}, { write: (line) => void lines.push(line) }))
  const behind = async () => {
    const { rows } = await sql<{ at: number }>`
      select extract(epoch from now() - latest)::float8 as at from clock_mark`.execute(test.db)
    return rows[0]?.at ?? Number.NaN
  }
  await setBack('-1 hour')
  expect(await keep(test.db, 100)).toBe(0)
  expect(await behind()).toBeLessThan(60)
  expect(lines).toEqual([])
  await setBack('1 hour')
  for (let round = 0; round < 3; round++) await keep(test.db, 100)
  expect(await behind()).toBeLessThan(-3500)
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual([expect.stringMatching(/^the clock .* was set back/)])
})

it('a server whose database lost time is not ready, and says why', async () => {
  await setBack('1 hour')
  const { status, codes } = await test.call(checkReadiness, {})
  expect([status, codes]).toEqual([503, ['database_clock_behind']])
  await setBack('2 seconds')
  expect((await test.call(checkReadiness, {})).status).toBe(200)
})
