import { burnActivity } from '@cruddur/contract/activities/publishing'
import * as contract from '@cruddur/contract/completion/completion'
import { blockPerson, followPerson, mutePerson } from '@cruddur/contract/relations'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Member } from '../../testing/test-app.ts'
import { useTestApp } from '../../testing/test-app.ts'

const test = await useTestApp()
let me: Member
beforeAll(async () => {
  me = await test.member('me_myself', 'Me')
})

const people = async (prefix: string, as = me) =>
  (await test.call(contract.completePeople, { prefix }, { as })).reply.map(({ handle }) => handle)
const tags = async (prefix: string, as = me) => (await test.call(contract.completeHashtags, { prefix }, { as })).reply

describe('people', () => {
  it('are found by the beginning of their handle or of a word of their name, followed ones first', async () => {
    for (const [handle, name] of [
      ['worf', 'Worf'],
      ['worthy', 'Zed'],
      ['zz_top', 'Worldly One'],
      ['ingrid', 'Ingrid Wörlheim'],
    ] as const)
      await test.member(handle, name)
    await test.call(followPerson, { handle: 'worthy' }, { as: me })
    expect(await people('wor')).toEqual(['worthy', 'worf', 'ingrid', 'zz_top'])
    expect(await people('WOR')).toEqual(await people('wor'))
    expect(await people('')).toEqual(['worthy'])
    expect(await people('me_')).toEqual([])
    for (const odd of ['%', '_', '\\', "' or 1=1", '\0', '\ud800']) expect(await people(odd), odd).toEqual([])
  })

  it('are not there for a reader whom a block separates from them, and for nobody but members', async () => {
    const [blocker, blocked] = [await test.member('bl_one'), await test.member('bl_two')]
    expect(await people('bl_', me)).toEqual(['bl_one', 'bl_two'])
    await test.call(blockPerson, { handle: blocked.handle }, { as: blocker })
    expect([await people('bl_', blocker), await people('bl_', blocked)]).toEqual([[], []])
    expect((await test.call(contract.completePeople, { prefix: 'b' })).codes).toEqual(['generic_401'])
  })

  it('a prefix is asked for, and has a limit', async () => {
    const asked = async (prefix?: string) => (await test.call(contract.completePeople, { prefix }, { as: me })).codes
    expect(await asked()).toEqual(['search_term_blank'])
    expect(await asked('x'.repeat(101))).toEqual(['search_term_exceed_max_chars'])
  })
})

describe('hashtags', () => {
  it('are those of living cruds, of most people first, and without people who are blocked or muted', async () => {
    const [one, two, three] = [
      await test.member('tag_one'),
      await test.member('tag_two'),
      await test.member('tag_three'),
    ]
    for (const as of [one, two]) await test.crud(as, { message: '#Starfleet' })
    const crud = await test.crud(one, { message: '#stars #bright' })
    await test.crud(three, { message: '#starboard' })
    expect(await tags('STAR')).toEqual(['starfleet', 'starboard', 'stars'])
    await test.call(mutePerson, { handle: three.handle }, { as: me })
    await test.call(blockPerson, { handle: me.handle }, { as: two })
    expect(await tags('star')).toEqual(['starfleet', 'stars'])
    await test.call(burnActivity, { uuid: crud.uuid }, { as: one })
    expect([await tags('star'), await tags('bri')]).toEqual([['starfleet'], []])
  })
})

describe('which handles are people', () => {
  const known = async (handles: string, as?: Member) =>
    (await test.call(contract.knownHandles, { handles }, { as })).reply

  it('those that somebody has, without anybody who blocked the reader', async () => {
    const [by, on] = [await test.member('kn_one'), await test.member('kn_two')]
    const handles = 'KN_ONE,nobody_at_all,kn_two,,x,a b,%'
    expect(await known(handles)).toEqual(['kn_one', 'kn_two'])
    await test.call(blockPerson, { handle: on.handle }, { as: by })
    expect(await known(handles, on)).toEqual(['kn_two'])
    // Who blocked somebody must find their page, to undo it.
    expect(await known(handles, by)).toEqual(['kn_one', 'kn_two'])
  })

  it('a list is asked for, and what is beyond the fiftieth is not looked at', async () => {
    expect((await test.call(contract.knownHandles, { handles: '' })).codes).toEqual(['blank_user_handle'])
    expect(await known(`${'nobody_here,'.repeat(50)}kn_one`)).toEqual([])
  })
})
