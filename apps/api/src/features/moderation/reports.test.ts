import { decideReport } from '@cruddur/contract/moderation/decisions'
import { listReports } from '@cruddur/contract/moderation/open-reports'
import { blockPerson } from '@cruddur/contract/relations'
import * as contract from '@cruddur/contract/reports'
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { insertCrud } from '../../testing/cruds.ts'
import { type Member, useTestApp } from '../../testing/test-app.ts'

const moderators = 'picard,crusher'

const test = await useTestApp({ MODERATORS: moderators })
const worf = await test.member('worf')
const data = await test.member('data')
const picard = await test.member('picard')
beforeEach(async () => {
  for (const table of ['reports', 'report_audits', 'blocks'])
    await sql`delete from ${sql.table(table)}`.execute(test.db)
})

const reportCrud = (as: Member, uuid: string, args = {}) =>
  test.call(contract.reportActivity, { uuid, reason: 'spam', ...args }, { as })
const reportPerson = (as: Member, handle: string) =>
  test.call(contract.reportPerson, { handle, reason: 'harassment', note: 'Daily.' }, { as })
const dismiss = (uuid: string | undefined, as: Member) =>
  test.call(decideReport, { uuid, burn: 'nothing', suspend: null }, { as })
const open = async (as = picard) => (await test.call(listReports, {}, { as })).reply
const audits = async () =>
  (
    await sql<{ moderator_handle: string; action: string }>`
      select moderator_handle, action from report_audits order by created_at, uuid`.execute(test.db)
  ).rows.map(({ moderator_handle, action }) => `${moderator_handle} ${action}`)

describe('a report', () => {
  it('of a crud stores a sealed copy of its words, with reporter and reason', async () => {
    const { uuid } = await test.crud(worf, { message: 'An insult.' })
    expect((await reportCrud(data, uuid, { reason: 'hate', note: 'See for yourself.' })).reply).toEqual({
      success: true,
    })
    const [report, ...others] = await open()
    expect(others).toEqual([])
    expect(report).toMatchObject({
      reason: 'hate',
      note: 'See for yourself.',
      reporter_handle: 'data',
      reported_handle: 'worf',
      activity_uuid: uuid,
      evidence: 'An insult.',
    })
    const days = (Date.parse(report?.expires_at ?? '') - Date.parse(report?.created_at ?? '')) / 86_400_000
    expect(days).toBe(30)
  })

  it('of a person has no evidence, and may be about a person whom the reporter blocked', async () => {
    await test.call(blockPerson, { handle: 'worf' }, { as: data })
    expect((await reportPerson(data, 'worf')).status).toBe(200)
    expect(await open()).toMatchObject([
      { reported_handle: 'worf', activity_uuid: null, evidence: null, note: 'Daily.' },
    ])
  })

  it('exists once for a reporter and a target, however often it is made at once', async () => {
    const { uuid } = await test.crud(worf)
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => [reportCrud(data, uuid), reportPerson(data, 'worf')]).flat(),
    )
    for (const { status } of answers) expect(status).toBe(200)
    await reportCrud(picard, uuid)
    expect(await open(await test.member('crusher'))).toHaveLength(3)
  })

  it('is refused about oneself, without a known reason, and with too long a note', async () => {
    const { uuid } = await test.crud(worf)
    expect((await reportCrud(worf, uuid)).codes).toEqual(['person_is_self'])
    expect((await reportPerson(worf, 'worf')).codes).toEqual(['person_is_self'])
    expect((await reportCrud(data, uuid, { reason: 'ugly' })).codes).toEqual(['reason_invalid'])
    expect((await reportCrud(data, uuid, { note: 'x'.repeat(501) })).codes).toEqual(['note_exceed_max_chars'])
    expect(await open()).toEqual([])
  })

  it('of a crud that the reporter cannot see is the same 404 as of none, and stores nothing', async () => {
    const dead = await insertCrud(test, { user_uuid: worf.uuid, left: 0 })
    const blocked = await test.crud(worf)
    await test.call(blockPerson, { handle: 'data' }, { as: worf })
    const never = await reportCrud(data, '018f0000-0000-7000-8000-000000000000')
    for (const uuid of [dead, blocked.uuid]) {
      const { status, raw } = await reportCrud(data, uuid)
      expect([status, raw.body]).toEqual([404, never.raw.body])
    }
    expect((await reportPerson(data, 'worf')).raw.body).toBe((await reportPerson(data, 'nobody_here')).raw.body)
    expect(await open()).toEqual([])
  })
})

describe('guarantee 10: moderators', () => {
  it('alone list and close reports; to others every report is a 403', async () => {
    const { uuid } = await test.crud(worf)
    await reportCrud(data, uuid)
    const [report] = await open()
    for (const as of [worf, data]) {
      expect((await test.call(listReports, {}, { as })).codes).toEqual(['generic_403'])
      for (const uuid of [report?.uuid, '018f0000-0000-7000-8000-000000000000']) {
        const { status, codes } = await dismiss(uuid, as)
        expect([status, codes]).toEqual([403, ['generic_403']])
      }
    }
    expect(await audits()).toEqual(['picard read'])
  })

  it('leave a record of every report that they were shown, and of every one that they closed', async () => {
    for (let n = 0; n < 3; n++) await reportCrud(data, (await test.crud(worf)).uuid)
    const page = await test.call(listReports, { limit: '2' }, { as: picard })
    expect(await audits()).toEqual(['picard read', 'picard read'])
    const rest = await test.call(listReports, {}, { as: picard, url: page.next as string })
    expect([page.reply.length, rest.reply.length]).toEqual([2, 1])
    expect(new Set([...page.reply, ...rest.reply].map(({ uuid }) => uuid)).size).toBe(3)
    await dismiss(rest.reply[0]?.uuid, picard)
    expect((await audits()).slice(2)).toEqual(['picard read', 'picard dismiss'])
  })

  it('destroy the evidence by closing; the same crud may be reported again', async () => {
    const { uuid } = await test.crud(worf)
    await reportCrud(data, uuid)
    const [report] = await open()
    const close = () => dismiss(report?.uuid, picard)
    expect((await close()).reply).toEqual({ success: true })
    expect((await close()).codes).toEqual(['report_not_found'])
    expect((await dismiss('x', picard)).codes).toEqual(['report_not_found'])
    expect(await open()).toEqual([])
    await reportCrud(data, uuid)
    expect(await open()).toHaveLength(1)
  })

  it('cannot see or close reports about themselves', async () => {
    await reportPerson(data, 'picard')
    expect(await open()).toEqual([])
    const { rows } = await sql<{ uuid: string }>`select uuid from reports`.execute(test.db)
    const { codes } = await dismiss(rows[0]?.uuid, picard)
    expect(codes).toEqual(['report_not_found'])
    expect(await audits()).toEqual([])
  })

  it('see the reports by people who deleted their accounts, and none about them', async () => {
    const [gone, other] = [await test.member('gone'), await test.member('gone_too')]
    const { uuid } = await test.crud(worf)
    for (const as of [gone, other]) await reportCrud(as, uuid)
    await reportPerson(data, 'gone')
    for (const as of [gone, other]) await sql`delete from users where uuid = ${as.uuid}`.execute(test.db)
    expect(await open()).toMatchObject([{ reporter_handle: null }, { reporter_handle: null }])
  })
})
