import { showActivity } from '@cruddur/contract/activities'
import { homeActivities, userActivities } from '@cruddur/contract/feeds'
import { likeActivity, repostActivity } from '@cruddur/contract/reactions'
import * as contract from '@cruddur/contract/relations'
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Member, useTestApp } from '../../testing/test-app.ts'

let worf: Member
let data: Member
let troi: Member
const test = await useTestApp()
beforeEach(async () => {
  await sql`delete from users`.execute(test.db)
  worf = await test.member('worf', 'Worf')
  data = await test.member('data', 'Data')
  troi = await test.member('troi', 'Troi')
})

const follow = (as: Member, { handle }: Member) => test.call(contract.followPerson, { handle }, { as })
const unfollow = (as: Member, { handle }: Member) => test.call(contract.unfollowPerson, { handle }, { as })
const block = (as: Member, { handle }: Member) => test.call(contract.blockPerson, { handle }, { as })
const profile = async (of: Member, as?: Member) =>
  (await test.call(userActivities, { handle: of.handle }, { as })).reply.profile

describe('following', () => {
  it('is seen by both sides, and ends', async () => {
    expect((await follow(worf, data)).reply).toEqual({ handle: 'data', following: true, followers_count: 1 })
    expect(await profile(data, worf)).toMatchObject({
      followers_count: 1,
      relation: { following: true, followed_by: false },
    })
    expect(await profile(worf, data)).toMatchObject({
      following_count: 1,
      relation: { following: false, followed_by: true },
    })
    expect((await unfollow(worf, data)).reply).toEqual({ handle: 'data', following: false, followers_count: 0 })
  })

  it('can be repeated', async () => {
    for (let n = 0; n < 2; n++) expect((await follow(worf, data)).reply.followers_count).toBe(1)
    for (let n = 0; n < 2; n++) expect((await unfollow(worf, data)).reply.followers_count).toBe(0)
  })

  it('counts exactly when many do it at once, and many times', async () => {
    const crew = await Promise.all(Array.from({ length: 12 }, (_, n) => test.member(`crew_${n}`)))
    const answers = await Promise.all([...crew, ...crew, ...crew].map((as) => follow(as, data)))
    for (const { status } of answers) expect(status).toBe(200)
    expect((await profile(data)).followers_count).toBe(12)
    await Promise.all(crew.slice(0, 5).flatMap((as) => [unfollow(as, data), unfollow(as, data)]))
    expect((await profile(data)).followers_count).toBe(7)
  })

  it('accepts the handle in any case, and replies with it in lower case', async () => {
    expect((await test.call(contract.followPerson, { handle: 'DATA' }, { as: worf })).reply.handle).toBe('data')
  })
})

describe.each([
  contract.followPerson,
  contract.unfollowPerson,
  contract.mutePerson,
  contract.unmutePerson,
  contract.blockPerson,
  contract.unblockPerson,
])('$method $path', (endpoint) => {
  const ask = (handle: string, as?: Member) => test.call(endpoint, { handle }, { as })
  it('of oneself is refused', async () => {
    const { status, codes } = await ask('worf', worf)
    expect([status, codes]).toEqual([422, ['person_is_self']])
  })
  it('of an unknown handle is a 404', async () => {
    for (const handle of ['nobody_here', 'x', "'"]) expect((await ask(handle, worf)).codes).toEqual(['user_not_found'])
  })
  it('is for members with an account', async () => {
    expect((await ask('data')).codes).toEqual(['generic_401'])
    await sql`delete from users where uuid = ${troi.uuid}`.execute(test.db)
    expect((await ask('data', troi)).codes).toEqual(['generic_401'])
  })
})

describe('muting', () => {
  it('leaves a person out of home and nowhere else, and can be undone', async () => {
    const { uuid } = await test.crud(data)
    expect((await test.call(contract.mutePerson, { handle: 'data' }, { as: worf })).reply).toEqual({
      handle: 'data',
      muted: true,
    })
    expect((await test.call(homeActivities, {}, { as: worf })).reply).toEqual([])
    expect((await test.call(showActivity, { uuid }, { as: worf })).status).toBe(200)
    expect((await profile(data, worf)).relation).toMatchObject({ muted: true })
    expect((await profile(worf, data)).relation).toMatchObject({ muted: false, blocked: false })
    await test.call(contract.unmutePerson, { handle: 'data' }, { as: worf })
    expect((await test.call(homeActivities, {}, { as: worf })).reply).toHaveLength(1)
  })
})

describe('blocking', () => {
  it('removes follows, likes, reposts and their notifications, in both directions, and leaves those of others', async () => {
    const cruds = { worf: await test.crud(worf), data: await test.crud(data), troi: await test.crud(troi) }
    await Promise.all([follow(worf, data), follow(data, worf), follow(troi, data), follow(data, troi)])
    for (const as of [worf, data, troi]) {
      for (const { uuid } of Object.values(cruds)) {
        await test.call(likeActivity, { uuid }, { as })
        await test.call(repostActivity, { uuid }, { as })
      }
    }
    for (const [user, actor] of [
      [worf, data],
      [data, worf],
      [data, troi],
    ] as const) {
      await sql`insert into notifications (user_uuid, actor_uuid, kind) values (${user.uuid}, ${actor.uuid}, 'follow')
        on conflict do nothing`.execute(test.db)
    }
    expect((await block(worf, data)).reply).toEqual({ handle: 'data', blocked: true })
    expect(await profile(worf)).toMatchObject({ followers_count: 0, following_count: 0 })
    expect(await profile(data)).toMatchObject({ followers_count: 1, following_count: 1 })
    const counts = async (uuid: string) => {
      const { likes_count, reposts_count } = (await test.call(showActivity, { uuid })).reply
      return [likes_count, reposts_count]
    }
    expect(await counts(cruds.worf.uuid)).toEqual([2, 2])
    expect(await counts(cruds.data.uuid)).toEqual([2, 2])
    expect(await counts(cruds.troi.uuid)).toEqual([3, 3])
    const { rows } = await sql<{ between: boolean }>`
      select user_uuid in (${worf.uuid}, ${data.uuid}) and actor_uuid in (${worf.uuid}, ${data.uuid}) as between
      from notifications`.execute(test.db)
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.some(({ between }) => between)).toBe(false)
  })

  it('makes the blocker look to the other like nobody, to the byte', async () => {
    await block(worf, data)
    const { followPerson, mutePerson, blockPerson, unblockPerson, listFollowers } = contract
    for (const endpoint of [followPerson, mutePerson, blockPerson, unblockPerson, listFollowers]) {
      const absent = await test.call(endpoint, { handle: 'nobody_here' }, { as: data })
      const blocker = await test.call(endpoint, { handle: 'worf' }, { as: data })
      expect([blocker.status, blocker.raw.body], endpoint.path).toEqual([404, absent.raw.body])
    }
  })

  it('lets the blocker find the other, and undo the block', async () => {
    await test.crud(data)
    await block(worf, data)
    const seen = (await test.call(userActivities, { handle: 'data' }, { as: worf })).reply
    expect(seen).toMatchObject({ profile: { relation: { blocked: true } }, activities: [] })
    expect((await follow(worf, data)).codes).toEqual(['user_not_found'])
    const { reply } = await test.call(contract.unblockPerson, { handle: 'data' }, { as: worf })
    expect(reply).toEqual({ handle: 'data', blocked: false })
    expect((await follow(data, worf)).status).toBe(200)
  })

  it('each other at once leaves one block, which can be undone', async () => {
    for (let n = 0; n < 10; n++) {
      await sql`delete from blocks`.execute(test.db)
      await Promise.all([block(worf, data), block(data, worf)])
      const { rows } = await sql<{ user_uuid: string }>`select user_uuid from blocks`.execute(test.db)
      expect(rows).toHaveLength(1)
      const [by, on] = rows[0]?.user_uuid === worf.uuid ? [worf, data] : [data, worf]
      const { reply } = await test.call(contract.unblockPerson, { handle: on.handle }, { as: by })
      expect(reply.blocked).toBe(false)
    }
  })

  it('leaves no follow, like or repost between the two, whatever they were doing at that moment', async () => {
    for (let n = 0; n < 15; n++) {
      await sql`delete from blocks`.execute(test.db)
      const { uuid } = await test.crud(worf)
      const acts = [
        () => follow(data, worf),
        () => test.call(likeActivity, { uuid }, { as: data }),
        () => block(worf, data),
        () => follow(worf, data),
        () => test.call(repostActivity, { uuid }, { as: data }),
      ]
      await Promise.all(acts.map((act) => act()))
      const { rows } = await sql`
        select from follows union all select from likes union all select from reposts`.execute(test.db)
      expect(rows).toEqual([])
      const { likes_count, reposts_count } = (await test.call(showActivity, { uuid })).reply
      expect([likes_count, reposts_count]).toEqual([0, 0])
    }
  })
})
