import { activityThread } from '@cruddur/contract/activities'
import { burnActivity, createActivity, replyToActivity } from '@cruddur/contract/activities/publishing'
import { countUnreadNotifications, listNotifications, readNotifications } from '@cruddur/contract/notifications'
import { likeActivity, repostActivity, unlikeActivity, unrepostActivity } from '@cruddur/contract/reactions'
import {
  blockPerson,
  followPerson,
  mutePerson,
  unblockPerson,
  unfollowPerson,
  unmutePerson,
} from '@cruddur/contract/relations'
import { updateProfile } from '@cruddur/contract/users/profile-change'
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Member, useTestApp } from '../../testing/test-app.ts'

const test = await useTestApp()
const worf = await test.member('worf', 'Worf')
const data = await test.member('data', 'Data')
const troi = await test.member('troi', 'Troi')
beforeEach(async () => {
  for (const table of ['activities', 'follows', 'mutes', 'blocks', 'notifications']) {
    await sql`delete from ${sql.table(table)}`.execute(test.db)
  }
})

const list = async (as: Member) => (await test.call(listNotifications, {}, { as })).reply
const unread = async (as: Member) => (await test.call(countUnreadNotifications, {}, { as })).reply.unread_count
const kinds = async (as: Member) => (await list(as)).map(({ kind, handle }) => `${kind} by ${handle}`)
const like = (as: Member, uuid: string) => test.call(likeActivity, { uuid }, { as })
const reply = async (as: Member, uuid: string, message = 'a reply') =>
  (await test.call(replyToActivity, { uuid, message }, { as })).reply

describe('who is told', () => {
  it('of a like and a repost: the author, with their own crud', async () => {
    const { uuid } = await test.crud(worf, { message: 'Today is a good day' })
    await like(data, uuid)
    await test.call(repostActivity, { uuid }, { as: data })
    const items = await list(worf)
    expect(items).toMatchObject([
      {
        uuid,
        handle: 'worf',
        message: 'Today is a good day',
        likes_count: 1,
        liked: false,
        reposted: false,
        kinds: ['like', 'repost'],
        actors: [{ uuid: data.uuid, handle: 'data', display_name: 'Data' }],
        actors_count: 1,
        read: false,
      },
    ])
    expect(await list(data)).toEqual([])
  })

  it('of a reply: whom it answers, with the reply; once, even if it mentions them', async () => {
    const { uuid } = await test.crud(worf)
    const answer = await reply(data, uuid, '@worf @troi really?')
    expect(await list(worf)).toMatchObject([{ kind: 'reply', uuid: answer.uuid, handle: 'data', actors_count: 1 }])
    expect(await list(troi)).toMatchObject([{ kind: 'mention', uuid: answer.uuid, message: '@worf @troi really?' }])
  })

  it('of a mention: everybody mentioned, once, and nobody else', async () => {
    const { uuid } = await test.crud(worf, { message: '@data @DATA and @nobody_here, not mail@troi.example' })
    expect(await list(data)).toMatchObject([{ kind: 'mention', uuid, handle: 'worf' }])
    expect(await list(troi)).toEqual([])
  })

  it('of a follow: who is followed, as an empty activity by the follower', async () => {
    await test.call(followPerson, { handle: 'worf' }, { as: data })
    const [item] = await list(worf)
    expect(item).toMatchObject({ kind: 'follow', handle: 'data', display_name: 'Data', message: '', actors_count: 1 })
    expect(Date.parse(item?.expires_at ?? '') - Date.parse(item?.created_at ?? '')).toBe(30 * 86_400_000)
    expect(item?.happened_at).toBe(item?.created_at)
    expect(await list(data)).toEqual([])
  })

  it('nobody of what they did themselves', async () => {
    const { uuid } = await test.crud(worf, { message: '@worf talks to @worf' })
    await like(worf, uuid)
    await test.call(repostActivity, { uuid }, { as: worf })
    await reply(worf, uuid)
    expect([await list(worf), await unread(worf)]).toEqual([[], 0])
  })

  it('once, however often it is done', async () => {
    const { uuid } = await test.crud(worf)
    await Promise.all(Array.from({ length: 5 }, () => like(data, uuid)))
    await like(data, uuid)
    expect(await list(worf)).toMatchObject([{ kind: 'like', actors_count: 1 }])
  })

  it('is untold when it is taken back', async () => {
    const { uuid } = await test.crud(worf)
    await like(data, uuid)
    await test.call(repostActivity, { uuid }, { as: data })
    await test.call(followPerson, { handle: 'worf' }, { as: data })
    const answer = await reply(data, uuid)
    expect(await unread(worf)).toBe(3)
    await test.call(unlikeActivity, { uuid }, { as: data })
    await test.call(unrepostActivity, { uuid }, { as: data })
    await test.call(unfollowPerson, { handle: 'worf' }, { as: data })
    expect(await kinds(worf)).toEqual(['reply by data'])
    await test.call(burnActivity, { uuid: answer.uuid }, { as: data })
    expect([await list(worf), await unread(worf)]).toEqual([[], 0])
  })

  it('is told by whatever statement writes it, and not when that is rolled back', async () => {
    const { uuid } = await test.crud(worf)
    const write = sql`insert into likes (activity_uuid, user_uuid) values (${uuid}, ${data.uuid})`
    const undone = test.db.transaction().execute(async (db) => {
      await write.execute(db)
      throw new Error('undone')
    })
    await expect(undone).rejects.toThrow('undone')
    expect(await list(worf)).toEqual([])
    await write.execute(test.db)
    expect(await kinds(worf)).toEqual(['like by worf'])
  })
})

describe('clients of the original', () => {
  it('find a uuid of its own in each item, and what it is about at the address that they make of it', async () => {
    const { uuid } = await test.crud(worf)
    await test.crud(data, { message: '@worf' })
    await like(data, uuid)
    await test.call(repostActivity, { uuid }, { as: troi })
    await reply(troi, uuid)
    await test.call(followPerson, { handle: 'worf' }, { as: data })
    const items = await list(worf)
    expect(items.flatMap(({ kinds }) => kinds).sort()).toEqual(['follow', 'like', 'mention', 'reply', 'repost'])
    expect(new Set(items.map(({ uuid }) => uuid)).size).toBe(items.length)
    expect((await list(worf)).map(({ uuid }) => uuid)).toEqual(items.map(({ uuid }) => uuid))
    for (const { uuid, handle, display_name } of items) {
      const thread = await test.call(activityThread, { handle, uuid })
      expect(thread.reply.activity).toMatchObject({ uuid, handle, display_name })
    }
  })

  it('that open a follow find the person, whom nobody finds under another handle or behind a block', async () => {
    await test.call(updateProfile, { display_name: 'Data', bio: 'Second officer' }, { as: data })
    const open = (handle: string, as?: Member) =>
      test.call(activityThread, { handle, uuid: data.uuid }, as ? { as } : {})
    expect((await open('data')).reply).toMatchObject({
      activity: { handle: 'data', message: 'Second officer' },
      replies: [],
    })
    expect((await open('troi')).codes).toEqual(['activity_not_found'])
    await test.call(blockPerson, { handle: 'troi' }, { as: data })
    expect((await open('data', troi)).codes).toEqual(['user_not_found'])
  })
})

describe('who is not heard', () => {
  /** Everything that one person can do to another. */
  const bother = async (by: Member, target: Member) => {
    const { uuid } = await test.crud(target)
    await like(by, uuid)
    await test.call(repostActivity, { uuid }, { as: by })
    await test.call(replyToActivity, { uuid, message: 'listen' }, { as: by })
    await test.call(createActivity, { message: `@${target.handle} listen`, ttl: '1-hour' }, { as: by })
    await test.call(followPerson, { handle: target.handle }, { as: by })
  }

  it('the muted, from before and after; those from before come back with them', async () => {
    await bother(data, worf)
    expect(await unread(worf)).toBe(4)
    await test.call(mutePerson, { handle: 'data' }, { as: worf })
    expect([await list(worf), await unread(worf)]).toEqual([[], 0])
    await test.call(createActivity, { message: '@worf again', ttl: '1-hour' }, { as: data })
    expect(await list(worf)).toEqual([])
    await test.call(unmutePerson, { handle: 'data' }, { as: worf })
    expect(await unread(worf)).toBe(4)
  })

  it.each([
    ['whom one blocked', () => ({ blocking: worf, blocked: data })],
    ['who blocked one', () => ({ blocking: data, blocked: worf })],
  ])('%s, from before and after, also when it is over', async (_name, people) => {
    const { blocking, blocked } = people()
    await bother(data, worf)
    await test.call(blockPerson, { handle: blocked.handle }, { as: blocking })
    expect([await list(worf), await unread(worf)]).toEqual([[], 0])
    await bother(data, worf)
    expect(await list(worf)).toEqual([])
    await test.call(unblockPerson, { handle: blocked.handle }, { as: blocking })
    expect(await list(worf)).toEqual([])
  })

  it('but those beside them are', async () => {
    const { uuid } = await test.crud(worf)
    for (const as of [data, troi]) await like(as, uuid)
    await test.call(mutePerson, { handle: 'troi' }, { as: worf })
    expect(await list(worf)).toMatchObject([{ actors: [{ handle: 'data' }], actors_count: 1 }])
  })
})

it('mentions and replies alone are listed where that is asked for', async () => {
  const { uuid } = await test.crud(worf)
  await like(data, uuid)
  await reply(data, uuid)
  await test.crud(troi, { message: '@worf' })
  const { reply: shown } = await test.call(listNotifications, { show: 'mentions' }, { as: worf })
  expect(shown.map(({ kind }) => kind)).toEqual(['mention', 'reply'])
  expect((await list(worf)).length).toBe(3)
})

describe('reading', () => {
  it('marks all as read; what comes later is unread, and its whole group with it', async () => {
    const { uuid } = await test.crud(worf)
    await like(data, uuid)
    await test.call(followPerson, { handle: 'worf' }, { as: data })
    expect(await unread(worf)).toBe(2)
    expect((await test.call(readNotifications, {}, { as: worf })).reply).toEqual({ unread_count: 0 })
    expect((await list(worf)).map(({ read }) => read)).toEqual([true, true])
    await like(troi, uuid)
    expect(await unread(worf)).toBe(1)
    expect(await list(worf)).toMatchObject([
      { kind: 'like', read: false, actors_count: 2 },
      { kind: 'follow', read: true },
    ])
  })

  it("does not touch anybody else's", async () => {
    await test.call(followPerson, { handle: 'worf' }, { as: troi })
    await test.call(readNotifications, {}, { as: data })
    expect(await unread(worf)).toBe(1)
  })

  it('by many at once waits for nobody', async () => {
    const { uuid } = await test.crud(worf)
    await like(data, uuid)
    const answers = await Promise.all(Array.from({ length: 8 }, () => test.call(readNotifications, {}, { as: worf })))
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(200))
    expect(await unread(worf)).toBe(0)
  })
})
