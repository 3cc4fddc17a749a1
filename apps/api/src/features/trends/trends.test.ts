import { burnActivity } from '@cruddur/contract/activities/publishing'
import { blockPerson, mutePerson, unmutePerson } from '@cruddur/contract/relations'
import { listTrends } from '@cruddur/contract/trends'
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { insertCrud } from '../../testing/cruds.ts'
import { type Member, useTestApp } from '../../testing/test-app.ts'

const test = await useTestApp()
const worf = await test.member('worf')
const data = await test.member('data')
const troi = await test.member('troi')
beforeEach(async () => {
  for (const table of ['activities', 'mutes', 'blocks']) await sql`delete from ${sql.table(table)}`.execute(test.db)
})

const deadlines = async (as?: Member) => (await test.call(listTrends, {}, { as })).reply
const trends = async (as?: Member) =>
  (await deadlines(as)).map(({ tag, cruds_count, people_count }) => ({ tag, cruds_count, people_count }))
const say = (as: Member, message: string) => test.crud(as, { message })

/** A tag used some hours ago, in a crud that has some more to live. */
async function said(as: Member, tag: string, hours: number, left = 3600): Promise<void> {
  await insertCrud(test, { user_uuid: as.uuid, message: `#${tag}`, age: hours * 3600, left })
}

describe('listTrends', () => {
  it('counts cruds and people by tag, whatever its case', async () => {
    await say(worf, '#Qapla')
    await say(worf, '#qapla again')
    await say(data, 'what is #QAPLA? #qapla!')
    expect(await trends()).toEqual([{ tag: 'qapla', cruds_count: 3, people_count: 2 }])
  })
  it('has one tag for all its cases and widths, written as people read it', async () => {
    await say(worf, '#İstanbul #ΟΔΟΣ #ＡＢＣ #می\u200cخواهم')
    await say(data, '#istanbul #οδοσ #abc #می\u200cخواهم')
    expect((await trends()).map(({ tag }) => tag).sort()).toEqual(['abc', 'istanbul', 'οδος', 'می\u200cخواهم'])
  })
  it('has no tag without a letter', async () => {
    for (const as of [worf, data]) await say(as, 'press #️⃣ or #\u0301 now')
    expect(await trends()).toEqual([])
  })
  it('needs more than one person for a trend', async () => {
    for (let n = 0; n < 5; n++) await say(worf, '#spam')
    expect(await trends()).toEqual([])
  })
  it('counts people, not cruds: repeating a tag adds nothing', async () => {
    for (let n = 0; n < 5; n++) await say(worf, '#loud')
    await say(data, '#loud')
    for (const as of [worf, data, troi]) await say(as, '#many')
    expect((await trends()).map(({ tag }) => tag)).toEqual(['many', 'loud'])
  })
  it('halves the weight of a use in six hours: two of now before three of half a day ago', async () => {
    for (const as of [worf, data, troi]) await said(as, 'old', 12)
    for (const as of [worf, data]) await said(as, 'new', 0)
    expect((await trends()).map(({ tag }) => tag)).toEqual(['new', 'old'])
  })
  it('forgets after a day', async () => {
    for (const as of [worf, data]) await said(as, 'yesterday', 24)
    expect(await trends()).toEqual([])
  })
  it('has at most ten trends', async () => {
    for (const as of [worf, data]) for (let n = 0; n < 12; n++) await said(as, `tag${n}`, 0)
    expect(await trends()).toHaveLength(10)
  })
  it('guarantee 6: counts only living cruds', async () => {
    await said(worf, 'dying', 1, 60)
    await said(data, 'dying', 1, 0)
    expect(await trends()).toEqual([])
    const { uuid } = await say(data, '#dying')
    expect(await trends()).toEqual([{ tag: 'dying', cruds_count: 2, people_count: 2 }])
    await test.call(burnActivity, { uuid }, { as: data })
    expect(await trends()).toEqual([])
  })
  it('guarantee 6: says until when its counts hold, and when it is no trend any more', async () => {
    await said(worf, 'ending', 1, 60)
    await said(worf, 'ending', 1, 600)
    await said(data, 'ending', 1, 3600)
    await said(troi, 'ending', 1, 1800)
    const [trend] = await deadlines()
    const secondsLeft = (at = '') => Math.round((Date.parse(at) - Date.now()) / 1000)
    expect(secondsLeft(trend?.counts_until)).toBeCloseTo(60, -1)
    // Then Data alone uses it.
    expect(secondsLeft(trend?.expires_at)).toBeCloseTo(1800, -1)
    await test.call(mutePerson, { handle: 'data' }, { as: troi })
    const [hers] = await deadlines(troi)
    expect(secondsLeft(hers?.expires_at)).toBeCloseTo(600, -1)
  })
  it('leaves out people whom the reader muted or a block hides, for this reader alone', async () => {
    for (const as of [worf, data]) await say(as, '#quiet')
    await test.call(mutePerson, { handle: 'data' }, { as: troi })
    expect([await trends(troi), (await trends()).length, (await trends(worf)).length]).toEqual([[], 1, 1])
    await test.call(unmutePerson, { handle: 'data' }, { as: troi })
    expect(await trends(troi)).toHaveLength(1)
    await test.call(blockPerson, { handle: 'troi' }, { as: data })
    expect([await trends(troi), (await trends()).length]).toEqual([[], 1])
  })
})
