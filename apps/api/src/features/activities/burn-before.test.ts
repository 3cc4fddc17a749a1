import { showActivity } from '@cruddur/contract/activities'
import { replyToActivity } from '@cruddur/contract/activities/publishing'
import { burnCrudsBefore, countCrudsBefore } from '@cruddur/contract/burning/burn-before'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { insertCrud } from '../../testing/cruds.ts'
import { listenToStream } from '../../testing/listen-to-stream.ts'
import { useTestApp } from '../../testing/test-app.ts'

const test = await useTestApp()
const worf = await test.member('worf')
const data = await test.member('data')
const troi = await test.member('troi')

const statusOf = async (uuid: string) => (await test.call(showActivity, { uuid }, { as: data })).status
const dayMs = 86_400_000

describe('burning everything before a day', () => {
  it('counts and burns one’s own alone, tells open pages, and leaves what is newer', async () => {
    await test.app.listen({ host: '127.0.0.1', port: 0 })
    const age = (3 * dayMs) / 1000
    const old = { uuid: await insertCrud(test, { user_uuid: worf.uuid, age }) }
    const theirs = { uuid: await insertCrud(test, { user_uuid: data.uuid, age }) }
    const mine = {
      uuid: await insertCrud(test, { user_uuid: worf.uuid, reply_to_activity_uuid: theirs.uuid, age }),
    }
    const young = await test.crud(worf)
    const answer = (await test.call(replyToActivity, { uuid: old.uuid, message: 'an answer' }, { as: data })).reply
    const before = new Date(Date.now() - 2 * dayMs).toISOString()
    expect((await test.call(countCrudsBefore, { before }, { as: worf })).reply).toEqual({ cruds_count: 2 })

    const stream = await listenToStream(test.app, {})
    const { reply } = await test.call(burnCrudsBefore, { before }, { as: worf })
    expect(reply).toEqual({ burnt_count: 2, left_count: 0 })
    expect(await Promise.all([old, answer, mine, theirs, young].map(({ uuid }) => statusOf(uuid)))).toEqual([
      404, 404, 404, 200, 200,
    ])
    expect((await test.call(showActivity, theirs, { as: data })).reply.replies_count).toBe(0)
    for (const { uuid } of [old, mine]) await expect.poll(() => stream.text()).toContain(`"burnt","uuid":"${uuid}"`)
    await stream.close()

    expect((await test.call(burnCrudsBefore, {}, { as: worf })).reply).toEqual({ burnt_count: 1, left_count: 0 })
    expect(await statusOf(theirs.uuid)).toBe(200)
  })

  it('goes beyond one batch, and two requests at once burn each crud once', async () => {
    await sql`insert into activities (user_uuid, sealed, expires_at)
      select uuid, unsealed('crud ' || n), now() + interval '1 day' from users, generate_series(1, 230) n
      where handle = 'troi'`.execute(test.db)
    const { cruds_count } = (await test.call(countCrudsBefore, {}, { as: troi })).reply
    let burnt = 0
    let left = 0
    do {
      const replies = await Promise.all([1, 2].map(() => test.call(burnCrudsBefore, {}, { as: troi })))
      for (const { reply } of replies) burnt += reply.burnt_count
      left = Math.max(...replies.map(({ reply }) => reply.left_count))
    } while (left > 0)
    expect([cruds_count, burnt]).toEqual([230, 230])
    expect((await test.call(countCrudsBefore, {}, { as: troi })).reply).toEqual({ cruds_count: 0 })
  })

  it('refuses what is no instant', async () => {
    expect((await test.call(burnCrudsBefore, { before: 'monday' }, { as: worf })).codes).toEqual(['before_invalid'])
    expect((await test.call(countCrudsBefore, { before: '' }, { as: worf })).codes).toEqual(['before_invalid'])
  })
})
