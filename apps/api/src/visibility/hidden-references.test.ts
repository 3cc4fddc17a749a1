import { exportAccount } from '@cruddur/contract/account'
import { type Activity, activityThread, showActivity } from '@cruddur/contract/activities'
import { replyToActivity } from '@cruddur/contract/activities/publishing'
import { homeActivities, userActivities } from '@cruddur/contract/feeds'
import { listNotifications } from '@cruddur/contract/notifications'
import { likeActivity } from '@cruddur/contract/reactions'
import { blockPerson } from '@cruddur/contract/relations'
import { searchActivities } from '@cruddur/contract/search'
import { openStream } from '@cruddur/contract/stream'
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { selectPosition } from '../features/stream/stream.store.ts'
import { expireCrud } from '../testing/cruds.ts'
import { type Member, useTestApp } from '../testing/test-app.ts'

const test = await useTestApp()
const worf = await test.member('worf')
const data = await test.member('data')
const troi = await test.member('troi')
beforeEach(async () => {
  for (const table of ['activities', 'blocks']) await sql`delete from ${sql.table(table)}`.execute(test.db)
})

const reply = async (as: Member, { uuid }: Activity, message = 'a reply') =>
  (await test.call(replyToActivity, { uuid, message }, { as })).reply
const block = (as: Member, { handle }: Member) => test.call(blockPerson, { handle }, { as })
const thread = async ({ uuid, handle }: Activity, as?: Member) =>
  (await test.call(activityThread, { handle, uuid }, { as })).reply
const shown = async ({ uuid }: Activity, as?: Member) => (await test.call(showActivity, { uuid }, { as })).reply

/** Every reply in which a reader can find a crud that answers a crud. */
async function everywhere(as: Member): Promise<string> {
  const replies = [
    await test.call(userActivities, { handle: troi.handle }, { as }),
    await test.call(userActivities, { handle: as.handle }, { as }),
    await test.call(searchActivities, { term: 'a reply' }, { as }),
    await test.call(listNotifications, {}, { as }),
    await test.call(exportAccount, {}, { as }),
  ]
  return replies.map(({ raw }) => raw.body).join('\n')
}

describe.each(['who is blocked', 'who blocked'] as const)('to the person %s', (who) => {
  const separate = () => (who === 'who blocked' ? block(data, worf) : block(worf, data))

  it('a reply does not say which hidden crud it replies to', async () => {
    const hidden = await test.crud(worf)
    const own = await reply(data, hidden)
    const other = await reply(troi, hidden, 'a reply for @data')
    expect(await everywhere(data)).toContain(hidden.uuid)
    await separate()
    const told = await everywhere(data)
    expect(told).toContain(own.uuid)
    expect(told).toContain(other.uuid)
    expect(told).not.toContain(hidden.uuid)
    expect((await shown(other, data)).reply_to_activity_uuid).toBe(null)
    expect((await thread(other, data)).activity.reply_to_activity_uuid).toBe(null)
    for (const as of [troi, worf, undefined]) {
      expect((await shown(other, as)).reply_to_activity_uuid).toBe(hidden.uuid)
    }
  })

  it('a crud has as many replies as are listed', async () => {
    const crud = await test.crud(troi)
    for (const as of [worf, data, worf, troi]) await reply(as, crud)
    await separate()
    const { activity, replies } = await thread(crud, data)
    expect([activity.replies_count, replies.length]).toEqual([2, 2])
    const [inFeed] = (await test.call(homeActivities, {}, { as: data })).reply
    expect(inFeed?.replies_count).toBe(2)
    expect((await thread(crud, worf)).activity.replies_count).toBe(3)
    expect((await thread(crud, troi)).activity.replies_count).toBe(4)
    expect((await thread(crud)).activity.replies_count).toBe(4)
  })

  it('a hidden reply that expired before its parent is subtracted once', async () => {
    const crud = await test.crud(troi)
    const gone = await reply(worf, crud)
    await reply(worf, crud)
    await reply(data, crud)
    await separate()
    await expireCrud(test.db, gone.uuid)
    const { activity, replies } = await thread(crud, data)
    expect([activity.replies_count, replies.length]).toEqual([1, 1])
  })

  it('a stream counts the replies that the reader can see', async () => {
    const crud = await test.crud(troi)
    for (const as of [worf, data, troi]) await reply(as, crud)
    await separate()
    const { at, horizon } = await selectPosition(test.db)
    await test.call(likeActivity, { uuid: crud.uuid }, { as: troi })
    const counts = async (as?: Member) => {
      const heard = await test.call(openStream, {}, { as, headers: { 'last-event-id': `${at}-${horizon}` } })
      return heard.raw.json().filter(({ kind }: { kind: string }) => kind === 'counts')
    }
    const event = { kind: 'counts', uuid: crud.uuid, likes_count: 1, reposts_count: 0 }
    expect(await counts(data)).toEqual([{ ...event, replies_count: 2 }])
    expect(await counts(troi)).toEqual([{ ...event, replies_count: 3 }])
    expect(await counts()).toEqual([{ ...event, replies_count: 3 }])
  })
})
