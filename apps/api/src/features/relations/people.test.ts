import {
  blockPerson,
  followPerson,
  listBlocked,
  listFollowers,
  listFollowing,
  listMuted,
  mutePerson,
} from '@cruddur/contract/relations'
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Member, useTestApp } from '../../testing/test-app.ts'

let worf: Member
let data: Member
const test = await useTestApp()
beforeEach(async () => {
  await sql`delete from users`.execute(test.db)
  worf = await test.member('worf', 'Worf')
  data = await test.member('data', 'Data')
})

type Act = typeof followPerson | typeof mutePerson | typeof blockPerson
type List = typeof listFollowers | typeof listFollowing | typeof listMuted | typeof listBlocked
const act = (endpoint: Act, as: Member, { handle }: Member) => test.call(endpoint, { handle }, { as })
const crewOf = async (size: number) => {
  const crew: Member[] = []
  for (let n = 0; n < size; n++) crew.push(await test.member(`crew_${n}`))
  return crew
}
const handles = (people: { handle: string }[]) => people.map(({ handle }) => handle)

/** Each list of people, and how one gets onto worf's. */
const lists: [string, List, (other: Member) => Promise<unknown>][] = [
  ['listFollowers', listFollowers, (other) => act(followPerson, other, worf)],
  ['listFollowing', listFollowing, (other) => act(followPerson, worf, other)],
  ['listMuted', listMuted, (other) => act(mutePerson, worf, other)],
  ['listBlocked', listBlocked, (other) => act(blockPerson, worf, other)],
]

describe.each(lists)('%s', (_name, endpoint, enlist) => {
  const list = (args: Record<string, string> = {}) =>
    test.call<List>(endpoint, { handle: 'worf', ...args }, { as: worf })

  it('shows the latest first, page by page, with equal times too', async () => {
    for (const other of await crewOf(7)) await enlist(other)
    await sql`update follows set created_at = date_trunc('hour', now())`.execute(test.db)
    await sql`update mutes set created_at = date_trunc('hour', now())`.execute(test.db)
    await enlist(data)
    const seen: string[] = []
    let answer = await list({ limit: '3' })
    for (;;) {
      seen.push(...handles(answer.reply))
      if (!answer.next) break
      answer = await test.call<List>(endpoint, {}, { url: answer.next, as: worf })
    }
    expect(seen[0]).toBe('data')
    expect(seen.toSorted()).toEqual(['crew_0', 'crew_1', 'crew_2', 'crew_3', 'crew_4', 'crew_5', 'crew_6', 'data'])
  })

  it('refuses an invalid limit or cursor', async () => {
    expect((await list({ limit: '0' })).codes).toEqual(['limit_invalid'])
    expect((await list({ cursor: 'x' })).codes).toEqual(['cursor_invalid'])
  })

  it('leaves out people who blocked the reader', async () => {
    await enlist(data)
    expect(handles((await list()).reply)).toEqual(['data'])
    await sql`insert into blocks (user_uuid, blocked_uuid) values (${data.uuid}, ${worf.uuid})`.execute(test.db)
    // A block of one's own stands in the way of being blocked back.
    expect(handles((await list()).reply)).toEqual(endpoint === listBlocked ? ['data'] : [])
  })
})

describe('followers and following', () => {
  it('say for each person whether the reader follows them; a visitor is not told', async () => {
    const [picard, riker] = (await crewOf(2)) as [Member, Member]
    await act(followPerson, picard, worf)
    await act(followPerson, riker, worf)
    await act(followPerson, data, riker)
    const { reply } = await test.call(listFollowers, { handle: 'worf' }, { as: data })
    expect(reply.map(({ handle, following }) => [handle, following])).toEqual([
      ['crew_1', true],
      ['crew_0', false],
    ])
    const asVisitor = (await test.call(listFollowers, { handle: 'worf' })).reply
    expect(asVisitor[0]).not.toHaveProperty('following')
  })

  it('leave out people whom a block hides from the reader', async () => {
    const [picard, riker] = (await crewOf(2)) as [Member, Member]
    for (const other of [picard, riker]) await act(followPerson, other, worf)
    await act(blockPerson, picard, data)
    await act(blockPerson, data, riker)
    expect((await test.call(listFollowers, { handle: 'worf' }, { as: data })).reply).toEqual([])
    expect((await test.call(listFollowers, { handle: 'worf' })).reply).toHaveLength(2)
  })

  it('of an unknown handle are a 404', async () => {
    for (const endpoint of [listFollowers, listFollowing]) {
      const { status, codes } = await test.call(endpoint, { handle: 'nobody_here' })
      expect([status, codes]).toEqual([404, ['user_not_found']])
    }
  })
})
