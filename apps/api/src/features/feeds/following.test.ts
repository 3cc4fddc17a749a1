import type { Activity } from '@cruddur/contract/activities'
import { homeActivities } from '@cruddur/contract/feeds'
import { repostActivity, unrepostActivity } from '@cruddur/contract/reactions'
import { blockPerson, followPerson, mutePerson, unfollowPerson } from '@cruddur/contract/relations'
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { expireCrud, insertCrud } from '../../testing/cruds.ts'
import { type Member, useTestApp } from '../../testing/test-app.ts'

let worf: Member
let data: Member
let troi: Member
const test = await useTestApp()

let crew = 0
beforeEach(async () => {
  await sql`delete from activities`.execute(test.db)
  crew++
  worf = await test.member(`worf${crew}`)
  data = await test.member(`data${crew}`)
  troi = await test.member(`troi${crew}`)
  await test.call(followPerson, { handle: data.handle }, { as: worf })
})

const home = async (args: Record<string, string>, as: Member | undefined = worf) =>
  (await test.call(homeActivities, args, { as })).reply
const messages = (activities: Activity[]) => activities.map(({ message }) => message)

describe('the feed of followed people', () => {
  it('holds own cruds and theirs, newest first, and no others', async () => {
    await insertCrud(test, { user_uuid: worf.uuid, message: 'own', age: 3 })
    await insertCrud(test, { user_uuid: data.uuid, message: 'followed', age: 2 })
    await insertCrud(test, { user_uuid: troi.uuid, message: 'stranger', age: 1 })
    expect(messages(await home({ feed: 'following' }))).toEqual(['followed', 'own'])
    await test.call(unfollowPerson, { handle: data.handle }, { as: worf })
    expect(messages(await home({ feed: 'following' }))).toEqual(['own'])
  })

  it('holds what they reposted, once, and names the reposter', async () => {
    const { uuid } = await test.crud(troi, { message: 'worth it' })
    await test.call(followPerson, { handle: troi.handle }, { as: data })
    await test.call(repostActivity, { uuid }, { as: data })
    const [crud, ...more] = await home({ feed: 'following' })
    expect(more).toEqual([])
    expect(crud).toMatchObject({
      uuid,
      handle: troi.handle,
      reposted_by: { handle: data.handle, display_name: data.handle },
    })
    await test.call(followPerson, { handle: troi.handle }, { as: worf })
    expect((await home({ feed: 'following' }))[0]).not.toHaveProperty('reposted_by')
    await test.call(unrepostActivity, { uuid }, { as: data })
    await test.call(unfollowPerson, { handle: troi.handle }, { as: worf })
    expect(await home({ feed: 'following' })).toEqual([])
  })

  it('guarantee 3: a repost expires with its crud', async () => {
    const uuid = await insertCrud(test, { user_uuid: troi.uuid, message: 'gone', left: 60 })
    await test.call(repostActivity, { uuid }, { as: data })
    await expireCrud(test.db, uuid)
    expect(await home({ feed: 'following' })).toEqual([])
  })

  it('pages without a duplicate or a hole, reposts among them', async () => {
    for (let n = 0; n < 6; n++) {
      await insertCrud(test, { user_uuid: data.uuid, message: `${n}`, age: 10 + n })
      const { uuid } = await test.crud(troi, { message: `repost ${n}` })
      await test.call(repostActivity, { uuid }, { as: data })
    }
    const whole = await home({ feed: 'following', limit: '100' })
    expect(whole).toHaveLength(12)
    const seen: Activity[] = []
    let url: string | undefined = '/api/activities/home?feed=following&limit=5'
    while (url) {
      const answer: { reply: Activity[]; next: string | undefined } = await test.call(
        homeActivities,
        {},
        { url, as: worf },
      )
      seen.push(...answer.reply)
      url = answer.next
    }
    expect(seen).toEqual(whole)
  })

  it('is not for visitors', async () => {
    const { status, codes } = await test.call(homeActivities, { feed: 'following' })
    expect([status, codes]).toEqual([401, ['generic_401']])
  })
})

describe('"before it is gone"', () => {
  it.each(['all', 'following'])('%s: those that go soonest first, page by page', async (feed) => {
    for (const left of [300, 100, 200, 400]) await insertCrud(test, { user_uuid: data.uuid, message: `${left}`, left })
    const first = await test.call(homeActivities, { feed, sort: 'expiring', limit: '3' }, { as: worf })
    const second = await test.call(homeActivities, {}, { url: first.next as string, as: worf })
    expect(messages([...first.reply, ...second.reply])).toEqual(['100', '200', '300', '400'])
  })
})

it.each([
  ['feed', 'mine'],
  ['sort', 'best'],
])('an unknown %s is refused', async (name, value) => {
  expect((await test.call(homeActivities, { [name]: value })).codes).toEqual([`${name}_invalid`])
})

describe('a muted or blocked person', () => {
  it('is in no feed when muted, and still has a page', async () => {
    await insertCrud(test, { user_uuid: data.uuid, message: 'chatter' })
    await test.call(mutePerson, { handle: data.handle }, { as: worf })
    for (const feed of ['all', 'following']) {
      for (const sort of ['newest', 'expiring']) expect(await home({ feed, sort })).toEqual([])
    }
    expect(messages(await home({}, troi))).toEqual(['chatter'])
  })

  it('is hidden when blocked, and so is the blocker from them', async () => {
    await insertCrud(test, { user_uuid: data.uuid, message: 'from data' })
    await insertCrud(test, { user_uuid: worf.uuid, message: 'from worf' })
    await test.call(blockPerson, { handle: data.handle }, { as: worf })
    expect(messages(await home({}))).toEqual(['from worf'])
    expect(messages(await home({}, data))).toEqual(['from data'])
    expect(messages(await home({}, troi)).sort()).toEqual(['from data', 'from worf'])
  })
})
