import { burnActivity } from '@cruddur/contract/activities/publishing'
import { blockPerson, mutePerson, unblockPerson, unmutePerson } from '@cruddur/contract/relations'
import { searchActivities } from '@cruddur/contract/search'
import fc from 'fast-check'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { insertCrud } from '../../testing/cruds.ts'
import { type Member, useTestApp } from '../../testing/test-app.ts'

const test = await useTestApp()
const worf = await test.member('worf')
const data = await test.member('data')

const empty = () => sql`delete from activities`.execute(test.db)
const find = async (term: string, as?: Member) =>
  (await test.call(searchActivities, { term, limit: '100' }, { as })).reply.map(({ message }) => message)

describe('what is found', () => {
  const messages = [
    'Today is a good day to die',
    'A good night, and a bad day',
    'Qapla! #Victory is near',
    'The café on deck ten (#ten-forward) is well-known',
    'Read https://example.com/warp-core?id=47 now…',
    '“Fascinating” 🔥🔥 he said',
    '東京に行きました。とても楽しかった',
    'हिन्दी में लिखा हुआ',
    'Straße nach Köln #Köln',
  ]
  const [die, night, victory, cafe, link, quote, tokyo, hindi, koeln] = messages
  beforeAll(async () => {
    await empty()
    for (const message of messages) await test.crud(message === night ? data : worf, { message })
  })

  it.each([
    ['a word in any case', 'FASCINATING', [quote]],
    ['the beginning of a word', 'fasc', [quote]],
    ['not the middle of one', 'cinating', []],
    ['not what begins with one letter alone', 'f', []],
    ['all words, whatever their order', 'day good', [die, night]],
    ['a phrase, in order', '"good day"', [die]],
    ['a phrase, whole words only', '"good da"', []],
    ['not the phrase backwards', '"day good"', []],
    ['words but not others', 'good -night', [die]],
    ['words that only begin like those left out', 'good -nig', [night, die]],
    ['words but not a phrase', 'good -"good day"', [night]],
    ['an author', 'from:@data', [night]],
    ['an author and a word', 'good from:Worf', [die]],
    ['all but an author', 'good -from:@data', [die]],
    ['either of two authors', 'day from:data from:worf', [die, night]],
    ['nobody', 'from:@q', []],
    ['a tag in any case', '#VICTORY', [victory]],
    ['a tag, not the word', '#near', []],
    ['a tag by its word', 'victory', [victory]],
    ['all but a tag', 'is -#victory -#ten', [die]],
    ['a tag of either form', '#ko\u0308ln', [koeln]],
    ['letters without their accents', 'cafe koln', []],
    ['accents or none', 'CAFÉ', [cafe]],
    ['accents or none', 'cafe', [cafe]],
    ['wide letters', 'ｃａｆｅ', [cafe]],
    ['a hyphen or a space', 'well-known', [cafe]],
    ['a hyphen or a space', '"well known"', [cafe]],
    ['parts of an address', 'example.com warp', [link]],
    ['an emoji', '🔥', [quote]],
    ['ideographs in a row', '東京', [tokyo]],
    ['not ideographs apart', '京東', []],
    ['a language with marks', 'हिन्दी', [hindi]],
    ['the rest, when a part holds no word', 'fascinating !?', [quote]],
    ['an author, when the rest holds no word', 'from:@data …', [night]],
    ['nothing for what holds no word', '!? … ""', []],
    ['nothing for what no crud can be', 'qapla -qapla', []],
  ])('%s: %s', async (_name, term, found) => {
    expect((await find(term)).sort()).toEqual([...found].sort())
  })

  it('everything but what is excluded, when all clauses are negative', async () => {
    expect((await find('-good')).sort()).toEqual(messages.filter((message) => !message.includes('good')).sort())
    expect(await find('-from:worf')).toEqual([night])
    expect(await find('-#victory -#ten -#köln -from:data')).toHaveLength(5)
  })

  it('replies too', async () => {
    const parent = await insertCrud(test, { user_uuid: worf.uuid, message: 'ask' })
    await insertCrud(test, { user_uuid: data.uuid, message: 'intriguing', reply_to_activity_uuid: parent })
    expect(await find('intriguing')).toEqual(['intriguing'])
  })
})

describe('what is found in any script', () => {
  const messages = ['السَّلامُ عليكم #می\u200cخواهم', 'בית קָפֶה #İstanbul', 'στην #ΟΔΟΣ #ＡＢＣ', 'السلام', 'קפה']
  const [salam, coffee, street, plainSalam, plainCoffee] = messages
  beforeAll(async () => {
    await empty()
    for (const message of messages) await test.crud(worf, { message })
  })
  it.each([
    ['a tag with its invisible joiner', '#می\u200cخواهم', [salam]],
    ['a tag by any case of a dotted i', '#istanbul', [coffee]],
    ['a tag by any case of a dotted i', '#İSTANBUL', [coffee]],
    ['a tag by any form of sigma', '#οδοσ', [street]],
    ['a tag by any width', '＃abc', [street]],
    ['Arabic without its vowel marks', 'السلام', [salam, plainSalam]],
    ['Arabic with them', 'السَّلامُ', [salam, plainSalam]],
    ['Arabic with others', 'السُّلامَ', [salam, plainSalam]],
    ['Arabic with a tatweel', 'الســلام', [salam, plainSalam]],
    ['Hebrew without its points', 'קפה', [coffee, plainCoffee]],
    ['Hebrew with them', 'קָפֶה', [coffee, plainCoffee]],
  ])('%s: %s', async (_name, term, found) => {
    expect((await find(term)).sort()).toEqual([...found].sort())
  })
})

describe('the order', () => {
  it('is: whole words, then beginnings; more of them first; then the newest', async () => {
    await empty()
    const put = (message: string, age: number) => insertCrud(test, { user_uuid: worf.uuid, message, age })
    await put('warping through space', 1)
    await put('the warp core', 30)
    await put('to warp or not to warp', 40)
    await put('a warp field', 20)
    expect(await find('warp')).toEqual([
      'to warp or not to warp',
      'a warp field',
      'the warp core',
      'warping through space',
    ])
  })
})

describe('who is left out', () => {
  beforeAll(async () => {
    await empty()
    await test.crud(data, { message: 'positronic' })
  })
  it('muted people, unless the search names them', async () => {
    await test.call(mutePerson, { handle: 'data' }, { as: worf })
    expect(await find('positronic', worf)).toEqual([])
    expect(await find('-nothing', worf)).toEqual([])
    expect(await find('positronic from:data', worf)).toEqual(['positronic'])
    expect(await find('positronic', data)).toEqual(['positronic'])
    await test.call(unmutePerson, { handle: 'data' }, { as: worf })
    expect(await find('positronic', worf)).toEqual(['positronic'])
  })
  it('blocked people, for both sides', async () => {
    await test.call(blockPerson, { handle: 'data' }, { as: worf })
    expect(await find('positronic', worf)).toEqual([])
    expect(await find('from:@data', worf)).toEqual([])
    expect(await find('positronic')).toEqual(['positronic'])
    await test.call(unblockPerson, { handle: 'data' }, { as: worf })
    await test.call(blockPerson, { handle: 'worf' }, { as: data })
    expect(await find('from:@data', worf)).toEqual([])
    await test.call(unblockPerson, { handle: 'worf' }, { as: data })
  })
})

describe('guarantee 6: the dead', () => {
  it('are no hits, erased or not', async () => {
    await empty()
    await insertCrud(test, { user_uuid: worf.uuid, message: 'bat’leth lives' })
    await insertCrud(test, { user_uuid: worf.uuid, message: 'bat’leth is over', left: 0 })
    const { uuid } = await test.crud(worf, { message: 'bat’leth burns' })
    await test.call(burnActivity, { uuid }, { as: worf })
    for (const term of ["bat'leth", 'from:worf', '-nothing']) expect(await find(term)).toEqual(['bat’leth lives'])
  })
})

describe('pages', () => {
  const readAll = async (term: string, limit: number, between = async () => {}) => {
    const all: string[] = []
    const first = `/api/activities/search?${new URLSearchParams({ term, limit: String(limit) })}`
    for (let url: string | undefined = first; url; ) {
      const { reply, next }: Awaited<ReturnType<typeof page>> = await page(url)
      all.push(...reply.map(({ uuid }) => uuid))
      if (next) await between()
      url = next
    }
    return all
  }
  const page = (url: string) => test.call(searchActivities, {}, { url })

  it('hold every hit once, in one order, with equal ranks and times and while others write', async () => {
    const crud = fc.record({
      words: fc.integer({ min: 0, max: 3 }),
      begins: fc.boolean(),
      age: fc.integer({ min: 1, max: 3 }),
    })
    const cruds = fc.array(crud, { maxLength: 25 })
    const term = fc.constantFrom('warp', 'warp -core', '-core', 'from:worf', '"warp" from:worf')
    await fc.assert(
      fc.asyncProperty(cruds, term, fc.integer({ min: 1, max: 7 }), fc.boolean(), async (cruds, term, limit, busy) => {
        await empty()
        for (const { words, begins, age } of cruds) {
          const message = `crud ${'warp '.repeat(words)}${begins ? 'warping' : ''}`
          await insertCrud(test, { user_uuid: worf.uuid, message, age })
        }
        const whole = await readAll(term, 100)
        expect(new Set(whole).size).toBe(whole.length)
        if (!term.includes('warp')) expect(whole.length).toBe(cruds.length)
        const write = async () => {
          if (busy) await insertCrud(test, { user_uuid: worf.uuid, message: 'warp warp warp warp warp', age: 0 })
        }
        const pages = await readAll(term, limit, write)
        expect(pages.filter((uuid) => whole.includes(uuid))).toEqual(whole)
      }),
      { numRuns: 40 },
    )
  })

  it.each(['x', 'A'.repeat(32), '_'.repeat(38), `${'A'.repeat(32)}f8AAAA`, 'A'.repeat(200)])(
    'refuse the cursor %j',
    async (cursor) => {
      const { status, codes } = await page(`/api/activities/search?term=warp&cursor=${cursor}`)
      expect([status, codes]).toEqual([422, ['cursor_invalid']])
    },
  )
})
