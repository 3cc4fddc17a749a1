import { showActivity } from '@cruddur/contract/activities'
import { replyToActivity } from '@cruddur/contract/activities/publishing'
import { endpoints } from '@cruddur/contract/endpoints'
import { createMessage } from '@cruddur/contract/messages'
import { listAudits } from '@cruddur/contract/moderation/audits'
import { decideReport } from '@cruddur/contract/moderation/decisions'
import { listReports } from '@cruddur/contract/moderation/open-reports'
import { liftSuspension, listPeople, suspendPerson } from '@cruddur/contract/moderation/people'
import { showStanding } from '@cruddur/contract/moderation/suspensions'
import { reportActivity, reportPerson } from '@cruddur/contract/reports'
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Member, useTestApp } from '../../testing/test-app.ts'

const test = await useTestApp({ MODERATORS: 'picard,troi' })
const data = await test.member('data')
const picard = await test.member('picard')

let people = 0
let worf: Member
beforeEach(async () => {
  await sql`delete from reports`.execute(test.db)
  await sql`delete from report_audits`.execute(test.db)
  worf = await test.member(`worf_${people++}`)
})

const open = async () => (await test.call(listReports, {}, { as: picard })).reply
const report = async (uuid: string, as = data) => {
  await test.call(reportActivity, { uuid, reason: 'hate' }, { as })
  return (await open()).find(({ activity_uuid }) => activity_uuid === uuid)?.uuid as string
}
const reportOfPerson = async () => {
  await test.call(reportPerson, { handle: worf.handle, reason: 'spam' }, { as: data })
  return (await open())[0]?.uuid as string
}
const decide = (uuid: string, decision: object) =>
  test.call(decideReport, { uuid, burn: 'nothing', suspend: null, ...decision }, { as: picard })
const actions = async () => (await test.call(listAudits, {}, { as: picard })).reply.map(({ action }) => action)
const isThere = async (uuid: string) => (await test.call(showActivity, { uuid }, { as: data })).status === 200

describe('a decision about a report', () => {
  it('dismisses it and every other report of the same crud, and leaves the crud', async () => {
    const { uuid } = await test.crud(worf)
    await report(uuid, await test.member('reporter'))
    const other = await report((await test.crud(worf)).uuid)
    expect((await decide(await report(uuid), {})).reply).toEqual({ success: true })
    expect((await open()).map((left) => left.uuid)).toEqual([other])
    expect(await isThere(uuid)).toBe(true)
    expect(await actions()).toEqual(['dismiss', 'dismiss'])
  })

  it('burns the crud with its replies, and counts it where it was a reply', async () => {
    const parent = await test.crud(data)
    const { uuid } = (await test.call(replyToActivity, { uuid: parent.uuid, message: 'An insult.' }, { as: worf }))
      .reply
    const reply = (await test.call(replyToActivity, { uuid, message: 'Indeed.' }, { as: worf })).reply
    await decide(await report(uuid), { burn: 'crud' })
    for (const gone of [uuid, reply.uuid]) expect(await isThere(gone)).toBe(false)
    const { reply: left } = await test.call(showActivity, { uuid: parent.uuid }, { as: data })
    expect(left.replies_count).toBe(0)
    expect(await open()).toEqual([])
    expect(await actions()).toEqual(expect.arrayContaining(['burn', 'close']))
  })

  it('burns everything that the person published', async () => {
    const cruds: string[] = []
    for (let n = 0; n < 103; n++) cruds.push((await test.crud(worf)).uuid)
    const others = await test.crud(data)
    await decide(await reportOfPerson(), { burn: 'everything' })
    const { rows } = await sql`select from live_activities where user_uuid = ${worf.uuid}`.execute(test.db)
    expect(rows).toEqual([])
    expect(await isThere(others.uuid)).toBe(true)
    expect(await actions()).toEqual(expect.arrayContaining(['burn_all', 'close']))
  })

  it('closes the report of a crud that is gone already', async () => {
    const { uuid } = await test.crud(worf)
    const id = await report(uuid)
    await sql`delete from activities where uuid = ${uuid}`.execute(test.db)
    expect(await open()).toMatchObject([{ activity_expires_at: null }])
    expect((await decide(id, { burn: 'crud' })).status).toBe(200)
    expect(await open()).toEqual([])
  })

  it('is refused when it makes no sense, and changes nothing', async () => {
    const uuid = await reportOfPerson()
    expect((await decide(uuid, { burn: 'crud', suspend: '1-day' })).codes).toEqual(['decision_invalid'])
    expect((await test.call(showStanding, {}, { as: worf })).reply.suspension).toBeNull()
    expect((await decide(uuid, { burn: 'sometimes' })).codes).toEqual(['decision_invalid'])
    expect((await decide(uuid, { suspend: '1-year' })).codes).toEqual(['suspension_invalid'])
    const troi = await test.member('troi')
    await test.call(reportPerson, { handle: 'troi', reason: 'spam' }, { as: data })
    const about = (await open()).find(({ reported_handle }) => reported_handle === 'troi')?.uuid as string
    expect((await decide(about, { suspend: '1-day' })).codes).toEqual(['person_is_moderator'])
    expect(await open()).toHaveLength(2)
    expect((await test.call(showStanding, {}, { as: troi })).reply).toEqual({ is_moderator: true, suspension: null })
    expect(await actions()).toEqual([])
  })
})

/** What a member may do while they are suspended. Everything else reaches others. */
const allowed = `unlikeActivity unrepostActivity unfollowPerson mutePerson unmutePerson blockPerson unblockPerson
  shortenActivity burnActivity reportActivity reportPerson readNotifications readMessages shortenMessages changePassword
  endSession signOutEverywhere deleteAccount
  startPasskey addPasskey removePasskey renamePasskey changePreferences muteWord unmuteWord burnCrudsBefore burnMessage
  subscribeToPush unsubscribeFromPush`.split(/\s+/)

describe('a suspended person', () => {
  const suspend = (length = '7-days') =>
    test.call(suspendPerson, { handle: worf.handle, length, reason: 'spam' }, { as: picard })
  const standing = async () => (await test.call(showStanding, {}, { as: worf })).reply.suspension

  it('reaches nobody, by any endpoint, and takes part again once it is lifted', async () => {
    const crud = await test.crud(data)
    await test.call(createMessage, { handle: worf.handle, message: 'hello' }, { as: data })
    const group = (await test.call(createMessage, { handle: worf.handle, message: 'you' }, { as: data })).reply as {
      message_group_uuid: string
    }
    const args = { uuid: crud.uuid, handle: 'data', message: 'hello', ttl: '1-hour', display_name: 'Worf' }
    const doing = Object.entries(endpoints).filter(
      ([name, { method, caller, summary }]) =>
        method !== 'GET' && caller === 'member' && !allowed.includes(name) && !summary.includes('moderators only'),
    )
    const call = ([, endpoint]: (typeof doing)[number]) => test.call(endpoint, args, { as: worf })
    // The server remembers the token: a suspension holds all the same, at once.
    expect(await standing()).toBeNull()
    await suspend()
    for (const each of doing) expect([each[0], (await call(each)).codes]).toEqual([each[0], ['suspended']])
    const inGroup = { message_group_uuid: group.message_group_uuid, message: 'hello' }
    expect((await test.call(createMessage, inGroup, { as: worf })).codes).toEqual(['suspended'])
    expect(doing.map(([name]) => name).sort()).toEqual(
      'createActivity createMessage followPerson likeActivity putProfile replyToActivity repostActivity updateProfile'.split(
        ' ',
      ),
    )
    await test.call(liftSuspension, { handle: worf.handle }, { as: picard })
    for (const each of doing) expect([each[0], (await call(each)).status]).toEqual([each[0], 200])
    expect(await actions()).toEqual(['lift', 'suspend'])
  })

  it('learns why and until when; the end comes by itself, and is erased', async () => {
    await suspend('1-day')
    const now = await standing()
    expect(now).toMatchObject({ reason: 'spam' })
    expect(Date.parse(now?.ends_at ?? '') - Date.parse(now?.created_at ?? '')).toBe(86_400_000)
    await sql`update suspensions set created_at = now() - interval '2 days', ends_at = now() - interval '1 second'`.execute(
      test.db,
    )
    expect(await standing()).toBeNull()
    await test.crud(worf)
  })

  it('is suspended anew by a later decision, for good if it says so', async () => {
    await suspend('1-day')
    await decide(await reportOfPerson(), { suspend: 'for-good' })
    expect(await standing()).toMatchObject({ ends_at: null })
    const { reply } = await test.call(listPeople, { suspended: 'only', prefix: worf.handle }, { as: picard })
    expect(reply).toMatchObject([{ handle: worf.handle, suspension: { reason: 'spam', ends_at: null } }])
  })
})

describe('the list of people', () => {
  it('has pages, the latest first, and finds whoever blocked the moderator', async () => {
    await test.crud(worf)
    await sql`insert into blocks (user_uuid, blocked_uuid) values (${worf.uuid}, ${picard.uuid})`.execute(test.db)
    const first = await test.call(listPeople, { limit: '1' }, { as: picard })
    expect(first.reply).toMatchObject([{ handle: worf.handle, cruds_count: 1, is_moderator: false, suspension: null }])
    const rest = await test.call(listPeople, {}, { as: picard, url: first.next as string })
    expect(rest.reply[0]?.handle).not.toBe(worf.handle)
    const moderators = await test.call(listPeople, { prefix: 'PICARD' }, { as: picard })
    expect(moderators.reply).toMatchObject([{ handle: 'picard', is_moderator: true }])
  })
})
