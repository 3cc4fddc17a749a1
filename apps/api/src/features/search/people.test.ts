import { blockPerson, followPerson, mutePerson, unblockPerson } from '@cruddur/contract/relations'
import { searchPeople } from '@cruddur/contract/search'
import { describe, expect, it } from 'vitest'
import { type Member, useTestApp } from '../../testing/test-app.ts'

const people: Record<string, Member> = {}
const test = await useTestApp()
const names = {
  worf: 'Worf',
  worf_2: 'Another one',
  jean_luc: 'Jean-Luc Picard',
  picardo: 'The Doctor',
  beverly: 'Dr. Beverly Crusher',
  jeanXluc: 'Somebody Else',
  rene: 'René Picard',
  ada: '東京 Ada',
}
for (const [handle, name] of Object.entries(names)) {
  people[handle] = await test.member(handle.toLowerCase(), name)
}

const find = async (term: string, as?: Member) =>
  (await test.call(searchPeople, { term }, { as })).reply.map(({ handle }) => handle)

describe('searchPeople', () => {
  it('puts the exact handle first, then handles that begin with the term', async () => {
    expect(await find('worf')).toEqual(['worf', 'worf_2'])
    // Nearly called so comes after.
    expect(await find('@WORF_2')).toEqual(['worf_2', 'worf'])
  })
  it('puts handles before names', async () => {
    expect(await find('picard')).toEqual(['picardo', expect.any(String), expect.any(String)])
    expect((await find('picard')).sort()).toEqual(['jean_luc', 'picardo', 'rene'])
  })
  it.each([
    ['one letter that a name begins with', 'd', ['beverly']],
    ['a word within a name', 'crusher', ['beverly']],
    ['a name without its accents', 'rene pic', ['rene']],
    ['a name with them', 'René', ['rene']],
    ['a typing error', 'crushar', ['beverly']],
    ['an underscore as itself', 'jean_l', ['jean_luc']],
    ['two ideographs', '東京', ['ada']],
    ['no pattern', '%', []],
    ['nothing', '@', []],
    ['nothing', '@ !?', []],
    ['no pattern', '___', []],
    ['nobody', 'locutus', []],
  ])('finds by %s: %s', async (_name, term, handles) => {
    expect(await find(term)).toEqual(handles)
  })
  it('says whom the reader follows', async () => {
    await test.call(followPerson, { handle: 'rene' }, { as: people['worf'] })
    const { reply } = await test.call(searchPeople, { term: 'rene' }, { as: people['worf'] })
    expect(reply).toMatchObject([{ handle: 'rene', display_name: 'René Picard', bio: '', following: true }])
  })
  it('does not find people whom a block hides, but finds muted people', async () => {
    const { worf, beverly } = people
    await test.call(blockPerson, { handle: 'beverly' }, { as: worf })
    expect(await find('beverly', worf)).toEqual([])
    expect(await find('worf', beverly)).toEqual(['worf_2'])
    expect(await find('beverly')).toEqual(['beverly'])
    await test.call(unblockPerson, { handle: 'beverly' }, { as: worf })
    await test.call(mutePerson, { handle: 'beverly' }, { as: worf })
    expect(await find('beverly', worf)).toEqual(['beverly'])
  })
  it('pages through all, each once', async () => {
    for (let n = 0; n < 12; n++) await test.member(`klingon_${n}`, 'Klingon')
    const all: string[] = []
    for (let url: string | undefined = '/api/users/search?term=klingon&limit=5'; url; ) {
      const { reply, next }: { reply: { handle: string }[]; next: string | undefined } = await test.call(
        searchPeople,
        {},
        { url },
      )
      all.push(...reply.map(({ handle }) => handle))
      url = next
    }
    expect(all).toHaveLength(12)
    expect(new Set(all).size).toBe(12)
  })
})
