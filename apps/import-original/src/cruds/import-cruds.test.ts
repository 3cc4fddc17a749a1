import { randomUUID } from 'node:crypto'
import { openTag, type SealedTagRow } from '@cruddur/storage/cruds/sealed-cruds'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ImportRun, startImportRun } from '../testing/import-run.ts'

let test: ImportRun
beforeAll(async () => {
  test = await startImportRun()
})
beforeEach(() => test.clear())
afterAll(() => test.close())

describe('cruds', () => {
  it('keep uuid, words and time, replies end with their thread, and nobody is said to like them', async () => {
    const [one, other] = [await test.original.user({ handle: 'one' }), await test.original.user({ handle: 'other' })]
    const root = await test.original.crud({ author: one, message: 'a\r\nb\tc\u0007 #Tag @other', ends: '90 minutes' })
    const reply = await test.original.crud({
      author: other,
      message: 'r'.repeat(1024),
      parent: root,
      age: '30 minutes',
    })
    const older = await test.original.crud({
      author: one,
      message: 'older than what it answers',
      parent: reply,
      age: '2 hours',
    })
    const short = await test.original.crud({
      author: one,
      message: 'short',
      parent: root,
      age: '1 minute',
      ends: '5 minutes',
    })
    const { lines, complete } = await test.run()
    expect(complete).toBe(true)
    const byUuid = Object.fromEntries((await test.cruds()).map(({ uuid, ...crud }) => [uuid, crud]))
    expect(byUuid).toEqual({
      [root]: { message: 'a\nb\tc #Tag @other', handle: 'one', minutes: 90, replies_count: 2, reactions_count: 0 },
      [reply]: { message: 'r'.repeat(1024), handle: 'other', minutes: 90, replies_count: 1, reactions_count: 0 },
      [older]: {
        message: 'older than what it answers',
        handle: 'one',
        minutes: 90,
        replies_count: 0,
        reactions_count: 0,
      },
      [short]: { message: 'short', handle: 'one', minutes: 5, replies_count: 0, reactions_count: 0 },
    })
    expect(lines).toContain('  12 likes and 8 reposts were numbers without people, and are not taken')
    const { rows: tags } = await sql<SealedTagRow>`
      select activity_uuid, tag::text as hash, sealed from activity_tags`.execute(test.db)
    expect(tags.map((row) => [row.activity_uuid, openTag(test.keys, row)])).toEqual([[root, 'tag']])
    const { rows: told } = await sql<{ kind: string; dated: boolean }>`
      select n.kind, n.created_at = a.created_at as dated from notifications n join activities a on a.uuid = n.activity_uuid
      order by kind`.execute(test.db)
    expect(told).toEqual([
      { kind: 'mention', dated: true },
      { kind: 'reply', dated: true },
      { kind: 'reply', dated: true },
    ])
  })

  it('that have expired stay behind with their replies, and nothing lives more than 30 days', async () => {
    const author = await test.original.user()
    const expired = await test.original.crud({ author, ends: '-1 second' })
    await test.original.crud({ author, parent: expired, ends: '10 days' })
    await test.original.crud({ author, message: 'old', age: '31 days', ends: null })
    await test.original.crud({ author, message: 'no end', age: '29 days', ends: null })
    await test.original.crud({ author, message: 'too long', age: '10 days', ends: '1000 days' })
    await test.original.crud({ author, message: 'of the future', age: '-300 days', ends: '1000 days' })
    const { totals, complete } = await test.run()
    expect([complete, totals.cruds]).toEqual([true, { taken: 3, before: 0, expired: 3 }])
    expect(totals.deadlines).toEqual({ none: 1, too_long: 2 })
    const lives = (await test.cruds()).map(({ message, minutes }) => [message, minutes])
    expect(lives.sort()).toEqual([
      ['no end', 24 * 60],
      ['of the future', 30 * 24 * 60],
      ['too long', 20 * 24 * 60],
    ])
  })

  it('that cannot be kept are counted by the reason and named by uuid, never by their words', async () => {
    const author = await test.original.user()
    const [blank, long, orphan, below, self, circle, nobody] = Array.from({ length: 7 }, () => randomUUID())
    const inCircle = randomUUID()
    const canary = 'canary-3f'
    await test.original.crud({ author, uuid: blank as string, message: ' \u0007\u200b' })
    await test.original.crud({ author, uuid: long as string, message: canary.repeat(100) })
    await test.original.crud({ author, uuid: orphan as string, message: canary, parent: randomUUID() })
    await test.original.crud({ author, uuid: below as string, message: canary, parent: orphan as string })
    await test.original.crud({ author, uuid: self as string, message: canary, parent: self as string })
    await test.original.crud({ author, uuid: circle as string, message: canary, parent: inCircle })
    await test.original.crud({ author, uuid: inCircle, message: canary, parent: circle as string })
    await test.original.crud({ author: randomUUID(), uuid: nobody as string, message: canary })
    const answer = await test.original.crud({ author, message: canary, parent: long as string })
    await sql`insert into activities (user_uuid, message, created_at, expires_at)
      values (${author}, ${canary}, 'infinity', 'infinity')`.execute(test.original.db)
    const { totals, lines, complete } = await test.run()
    expect(complete).toBe(true)
    const refused = Object.fromEntries([...totals.refused].map(([reason, uuids]) => [reason, [...uuids].sort()]))
    expect(refused).toEqual({
      message_blank: [blank],
      message_too_long: [long],
      reply_to_nothing: [orphan],
      reply_in_a_circle: [below, self, circle, inCircle].sort(),
      no_author: [nobody],
      no_time: [expect.any(String)],
      parent_left: [answer],
    })
    expect(await test.cruds()).toEqual([])
    expect(lines.join('\n')).not.toContain('canary')
  })
})
