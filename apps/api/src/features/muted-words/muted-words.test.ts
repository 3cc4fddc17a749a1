import { activityThread, showActivity } from '@cruddur/contract/activities'
import { replyToActivity } from '@cruddur/contract/activities/publishing'
import { homeActivities } from '@cruddur/contract/feeds'
import * as contract from '@cruddur/contract/muted-words/muted-words'
import { countUnreadNotifications, listNotifications } from '@cruddur/contract/notifications'
import { likeActivity } from '@cruddur/contract/reactions'
import { followPerson } from '@cruddur/contract/relations'
import { searchActivities } from '@cruddur/contract/search'
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { listenToStream } from '../../testing/listen-to-stream.ts'
import { type Member, useTestApp } from '../../testing/test-app.ts'

const test = await useTestApp()
let worf: Member
let data: Member
beforeEach(async () => {
  await sql`delete from users`.execute(test.db)
  worf = await test.member('worf')
  data = await test.member('data')
})

const mute = (term: string, span: contract.MuteSpan = 'forever', as = worf) =>
  test.call(contract.muteWord, { term, span }, { as })
const list = async (as = worf) => (await test.call(contract.listMutedWords, {}, { as })).reply
const write = (message: string, as = data) => test.crud(as, { message })
const messagesOf = (cruds: { message: string }[]) => cruds.map(({ message }) => message)
type Query = Partial<Record<'feed' | 'sort', string>>
const home = async (query: Query = {}, as?: Member) =>
  messagesOf((await test.call(homeActivities, query, { as: as ?? worf })).reply)

describe('muted words', () => {
  it('are listed with their end, the latest first, changed by muting again, and taken back', async () => {
    await mute('Spoilers', 'day')
    await mute('#GameOfThrones', 'week')
    const [tag, word] = await list()
    expect([tag?.term, word?.term]).toEqual(['#GameOfThrones', 'Spoilers'])
    const days = (Date.parse(word?.expires_at ?? '') - Date.parse(word?.created_at ?? '')) / 86_400_000
    expect(days).toBe(1)
    const again = (await mute('SPÓILERS')).reply
    expect(again).toMatchObject({ uuid: word?.uuid, term: 'SPÓILERS', expires_at: null })
    await test.call(contract.unmuteWord, { uuid: again.uuid }, { as: worf })
    expect((await list()).map(({ term }) => term)).toEqual(['#GameOfThrones'])
  })

  it.each([
    ['café', 'A CAFE, please', 'cafeteria'],
    ['cat', 'The Cat sat', 'concatenate'],
    ['season finale', 'the season finale!', 'finale of the season'],
    ['#dogs', 'look #Dogs', 'my dogs'],
    ['#café', 'at the #Cafe', 'in a cafe'],
    ['猫', '我的猫', '犬'],
  ])('%s leaves out “%s”, and not “%s”', async (term, met, other) => {
    await mute(term)
    await write(met)
    await write(other)
    await write(met, worf)
    expect((await home()).sort()).toEqual([other, met].sort())
    expect(await home({ sort: 'expiring' })).toHaveLength(2)
    expect(await home({}, data)).toHaveLength(3)
  })

  it('hold in the feed of followed people, in search, and no longer than their end', async () => {
    await test.call(followPerson, { handle: 'data' }, { as: worf })
    const { uuid } = await write('a spoiler of the show')
    const find = async (term: string) => messagesOf((await test.call(searchActivities, { term }, { as: worf })).reply)
    await mute('spoiler', 'day')
    for (const sort of ['newest', 'expiring']) expect(await home({ feed: 'following', sort })).toEqual([])
    expect(await find('show')).toEqual([])
    expect(await find('show from:data')).toEqual(['a spoiler of the show'])
    // Not where the reader went on purpose.
    expect((await test.call(showActivity, { uuid }, { as: worf })).status).toBe(200)
    expect((await test.call(activityThread, { handle: 'data', uuid }, { as: worf })).status).toBe(200)
    await sql`update muted_words set expires_at = now() - interval '1 millisecond'`.execute(test.db)
    expect(await home({ feed: 'following' })).toEqual(['a spoiler of the show'])
    expect(await find('show')).toEqual(['a spoiler of the show'])
    expect(await list()).toEqual([])
  })

  it('keep notifications away, and out of their number, but none about the reader’s own cruds', async () => {
    const own = await write('my own spoiler', worf)
    await test.call(likeActivity, own, { as: data })
    await test.call(replyToActivity, { uuid: own.uuid, message: 'a spoiler in reply' }, { as: data })
    const told = async () => [
      (await test.call(listNotifications, {}, { as: worf })).reply.map(({ kind }) => kind),
      (await test.call(countUnreadNotifications, {}, { as: worf })).reply.unread_count,
    ]
    expect(await told()).toEqual([['reply', 'like'], 2])
    await mute('spoiler')
    expect(await told()).toEqual([['like'], 1])
  })

  it('keep new cruds out of the stream of their reader alone', async () => {
    await test.app.listen({ host: '127.0.0.1', port: 0 })
    await mute('spoiler')
    const [mine, theirs] = [await listenToStream(test.app, { as: worf }), await listenToStream(test.app, { as: data })]
    const hidden = await write('a spoiler')
    const shown = await write('no such thing')
    for (const stream of [mine, theirs]) await expect.poll(() => stream.text()).toContain(shown.uuid)
    expect(theirs.text()).toContain(hidden.uuid)
    expect(mine.text()).not.toContain(hidden.uuid)
    await Promise.all([mine.close(), theirs.close()])
  })

  it('are refused without a word in them, when too long, and when there are 200', async () => {
    expect((await mute('  ')).codes).toEqual(['muted_word_blank'])
    expect((await mute('#!?')).codes).toEqual(['muted_word_blank'])
    expect((await mute('a\0b')).codes).toEqual(['muted_word_blank'])
    expect((await mute('x'.repeat(101))).codes).toEqual(['muted_word_exceed_max_chars'])
    expect((await mute('word', 'year' as 'day')).codes).toEqual(['mute_span_invalid'])
    await sql`insert into muted_words (user_uuid, term) select uuid, 'word' || n from users, generate_series(1, 200) n
      where handle = 'worf'`.execute(test.db)
    expect((await mute('one more')).codes).toEqual(['muted_words_full'])
    expect((await mute('word7', 'week')).status).toBe(200)
  })

  it('of somebody else cannot be seen or taken back', async () => {
    const { uuid } = (await mute('spoiler')).reply
    expect(await list(data)).toEqual([])
    expect((await test.call(contract.unmuteWord, { uuid }, { as: data })).codes).toEqual(['muted_word_not_found'])
    expect(await list()).toHaveLength(1)
  })
})
