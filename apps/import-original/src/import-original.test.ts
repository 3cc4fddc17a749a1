import { randomUUID } from 'node:crypto'
import { createTestDatabase, type TestDatabase } from '@cruddur/storage/test-database'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { importOriginal } from './import-original.ts'
import { isComplete } from './report/report.ts'
import { reportLines } from './report/report-lines.ts'
import { openSource } from './source/open-source.ts'
import { createOriginalDatabase, type OriginalDatabase } from './testing/original-database.ts'

let original: OriginalDatabase
let target: TestDatabase
beforeEach(async () => {
  original = await createOriginalDatabase()
  target = await createTestDatabase(inject('postgresUrl'))
})
afterEach(async () => {
  await target.drop()
  await original.drop()
})

async function run({ dryRun = false, withAccounts = true, rows = 3 } = {}) {
  const source = await openSource(original.url, target.db, rows)
  const totals = await importOriginal({ source, db: target.db, dryRun, withAccounts })
  await source.close()
  const lines = reportLines(totals, source.counts)
  return { totals, lines, complete: isComplete(totals, source.counts) }
}

type Person = { uuid: string; sub: string; handle: string; display_name: string; email: string | null }
const people = async () =>
  (
    await sql<Person>`
      select u.uuid, cognito_user_uuid as sub, u.handle, display_name, a.email from users u
      left join auth."user" a on a.id = u.cognito_user_uuid order by u.created_at`.execute(target.db)
  ).rows
type Crud = {
  uuid: string
  message: string
  handle: string
  minutes: number
  replies_count: number
  likes_count: number
}
const cruds = async () =>
  (
    await sql<Crud>`
      select a.uuid, message, handle, round(extract(epoch from expires_at - now()) / 60)::integer as minutes, replies_count,
        likes_count + reposts_count as likes_count
      from live_activities a join users u on u.uuid = user_uuid order by a.created_at, a.uuid`.execute(target.db)
  ).rows

describe('people', () => {
  it('keep their uuids and subjects, and their handles if the rules allow', async () => {
    const sub = randomUUID()
    const uuid = await original.user({
      handle: 'londo',
      display_name: 'Londo',
      email: ' Londo@Example.com',
      cognito_user_id: sub,
    })
    const { totals, complete } = await run()
    expect([complete, totals.handles, [...totals.changes]]).toEqual([true, [], []])
    expect(await people()).toEqual([{ uuid, sub, handle: 'londo', display_name: 'Londo', email: 'londo@example.com' }])
  })

  it('get a handle that is free, the earlier person first', async () => {
    await target.db.connection().execute((db) => sql`insert into retired_handles (handle) values ('gone')`.execute(db))
    for (const [n, handle] of [
      'Andrew.Brown',
      'andrew_brown',
      'ANDREW-BROWN',
      'l00k',
      'look',
      null,
      'gone',
    ].entries()) {
      await original.user({ handle }, `${100 - n} days`)
    }
    const { lines, complete } = await run()
    expect((await people()).map(({ handle }) => handle)).toEqual([
      'andrew_brown',
      'andrew_brown_2',
      'andrew_brown_3',
      'l00k',
      'look_2',
      'person',
      'gone_2',
    ])
    expect(complete).toBe(true)
    expect(lines).toContain('  handle "ANDREW-BROWN" is now @andrew_brown_3')
    expect(lines).toContain('  handle null is now @person')
  })

  it('with one subject are one person, whose cruds all are', async () => {
    const sub = randomUUID()
    const first = await original.user({ handle: 'bayko', cognito_user_id: sub, email: 'b@example.com' })
    const second = await original.user(
      { handle: 'bayko', cognito_user_id: sub.toUpperCase(), email: 'b@example.com' },
      '1 day',
    )
    await original.crud({ author: first, message: 'one', age: '2 minutes' })
    await original.crud({ author: second, message: 'two', age: '1 minute' })
    const { lines, complete } = await run()
    expect(await people()).toMatchObject([{ uuid: first, sub, handle: 'bayko', email: 'b@example.com' }])
    expect((await cruds()).map(({ message, handle }) => [message, handle])).toEqual([
      ['one', 'bayko'],
      ['two', 'bayko'],
    ])
    expect([complete, lines[1]]).toEqual([
      true,
      '  1 rows have the subject of an earlier row, and are one person with it',
    ])
  })

  it('without a subject have their uuid for one, and the latest of an address can get in by it', async () => {
    const older = await original.user({ handle: 'older', cognito_user_id: 'MOCK', email: 'Same@example.com' })
    const newer = await original.user({ handle: 'newer', cognito_user_id: null, email: 'same@example.com' }, '1 day')
    const { totals } = await run()
    expect(await people()).toMatchObject([
      { sub: older, email: null },
      { sub: newer, email: 'same@example.com' },
    ])
    expect(Object.fromEntries(totals.changes)).toEqual({ subject: ['older', 'newer'], shared_email: ['older'] })
  })

  it('who are here already stay as they are, and get their cruds', async () => {
    const sub = randomUUID()
    const author = await original.user({ handle: 'delenn', cognito_user_id: sub })
    await original.crud({ author, message: 'mine' })
    await sql`insert into users (cognito_user_uuid, handle, display_name) values (${sub}, 'delenn_here', 'D')`.execute(
      target.db,
    )
    const { totals, complete } = await run()
    expect([totals.people.here, complete]).toEqual([1, true])
    expect(await cruds()).toMatchObject([{ message: 'mine', handle: 'delenn_here' }])
  })

  it('leave their addresses behind where accounts are not ours', async () => {
    await original.user({ email: 'canary@example.com' })
    expect((await run({ withAccounts: false })).totals.people.taken).toBe(1)
    const { rows } = await sql`select from auth."user" union all select from auth.account`.execute(target.db)
    expect(rows).toEqual([])
  })
})

describe('cruds', () => {
  it('keep uuid, words and time, replies end with their thread, and nobody is said to like them', async () => {
    const [one, other] = [await original.user({ handle: 'one' }), await original.user({ handle: 'other' })]
    const root = await original.crud({ author: one, message: 'a\r\nb\tc\u0007 #Tag @other', ends: '90 minutes' })
    const reply = await original.crud({ author: other, message: 'r'.repeat(1024), parent: root, age: '30 minutes' })
    const older = await original.crud({
      author: one,
      message: 'older than what it answers',
      parent: reply,
      age: '2 hours',
    })
    const short = await original.crud({
      author: one,
      message: 'short',
      parent: root,
      age: '1 minute',
      ends: '5 minutes',
    })
    const { lines, complete } = await run()
    expect(complete).toBe(true)
    const byUuid = Object.fromEntries((await cruds()).map(({ uuid, ...crud }) => [uuid, crud]))
    expect(byUuid).toEqual({
      [root]: { message: 'a\nb\tc #Tag @other', handle: 'one', minutes: 90, replies_count: 2, likes_count: 0 },
      [reply]: { message: 'r'.repeat(1024), handle: 'other', minutes: 90, replies_count: 1, likes_count: 0 },
      [older]: { message: 'older than what it answers', handle: 'one', minutes: 90, replies_count: 0, likes_count: 0 },
      [short]: { message: 'short', handle: 'one', minutes: 5, replies_count: 0, likes_count: 0 },
    })
    expect(lines).toContain('  12 likes and 8 reposts were numbers without people, and are not taken')
    const { rows: tags } = await sql`select activity_uuid, tag from activity_tags`.execute(target.db)
    expect(tags).toEqual([{ activity_uuid: root, tag: 'tag' }])
    const { rows: told } = await sql<{ kind: string; dated: boolean }>`
      select n.kind, n.created_at = a.created_at as dated from notifications n join activities a on a.uuid = n.activity_uuid
      order by kind`.execute(target.db)
    expect(told).toEqual([
      { kind: 'mention', dated: true },
      { kind: 'reply', dated: true },
      { kind: 'reply', dated: true },
    ])
  })

  it('that have expired stay behind with their replies, and nothing lives more than 30 days', async () => {
    const author = await original.user()
    const expired = await original.crud({ author, ends: '-1 second' })
    await original.crud({ author, parent: expired, ends: '10 days' })
    await original.crud({ author, message: 'old', age: '31 days', ends: null })
    await original.crud({ author, message: 'no end', age: '29 days', ends: null })
    await original.crud({ author, message: 'too long', age: '10 days', ends: '1000 days' })
    await original.crud({ author, message: 'of the future', age: '-300 days', ends: '1000 days' })
    const { totals, complete } = await run()
    expect([complete, totals.cruds]).toEqual([true, { taken: 3, before: 0, expired: 3 }])
    expect(totals.deadlines).toEqual({ none: 1, too_long: 2 })
    const lives = (await cruds()).map(({ message, minutes }) => [message, minutes])
    expect(lives.sort()).toEqual([
      ['no end', 24 * 60],
      ['of the future', 30 * 24 * 60],
      ['too long', 20 * 24 * 60],
    ])
  })

  it('that cannot be kept are counted by the reason and named by uuid, never by their words', async () => {
    const author = await original.user()
    const [blank, long, orphan, below, self, circle, nobody] = Array.from({ length: 7 }, () => randomUUID())
    const inCircle = randomUUID()
    const canary = 'canary-3f'
    await original.crud({ author, uuid: blank as string, message: ' \u0007\u200b' })
    await original.crud({ author, uuid: long as string, message: canary.repeat(100) })
    await original.crud({ author, uuid: orphan as string, message: canary, parent: randomUUID() })
    await original.crud({ author, uuid: below as string, message: canary, parent: orphan as string })
    await original.crud({ author, uuid: self as string, message: canary, parent: self as string })
    await original.crud({ author, uuid: circle as string, message: canary, parent: inCircle })
    await original.crud({ author, uuid: inCircle, message: canary, parent: circle as string })
    await original.crud({ author: randomUUID(), uuid: nobody as string, message: canary })
    const answer = await original.crud({ author, message: canary, parent: long as string })
    await sql`insert into activities (user_uuid, message, created_at, expires_at)
      values (${author}, ${canary}, 'infinity', 'infinity')`.execute(original.db)
    const { totals, lines, complete } = await run()
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
    expect(await cruds()).toEqual([])
    expect(lines.join('\n')).not.toContain('canary')
  })
})

describe('the import', () => {
  it('changes nothing in a dry run, and reports the same', async () => {
    const author = await original.user({ handle: 'Zathras!' })
    for (let n = 0; n < 7; n++) await original.crud({ author, message: `${n}` })
    const dry = await run({ dryRun: true })
    const { rows } = await sql`select from users union all select from activities union all select from imported_rows
      union all select from original_imports union all select from auth."user"`.execute(target.db)
    expect(rows).toEqual([])
    expect((await run()).lines).toEqual(dry.lines)
  })

  it('brings nothing back that was burnt or deleted here', async () => {
    const [stays, goes] = [await original.user({ handle: 'stays' }), await original.user({ handle: 'goes' })]
    const burnt = await original.crud({ author: stays, message: 'burnt' })
    await original.crud({ author: goes })
    await run()
    await sql`delete from live_activities where uuid = ${burnt}`.execute(target.db)
    await sql`delete from users where uuid = ${goes}`.execute(target.db)
    await original.crud({ author: stays, message: 'new' })
    const { totals, complete } = await run()
    expect([complete, totals.people, totals.cruds]).toEqual([
      true,
      { taken: 0, before: 2, here: 0, deleted: 0 },
      { taken: 1, before: 2, expired: 0 },
    ])
    expect((await cruds()).map(({ message }) => message)).toEqual(['new'])
    expect((await people()).map(({ handle }) => handle)).toEqual(['stays'])
  })

  it('says that it is not complete when something takes rows away meanwhile', async () => {
    const author = await original.user()
    await original.crud({ author })
    await sql`create function lose() returns trigger language plpgsql as 'begin delete from activities where uuid = new.uuid; return null; end'`.execute(
      target.db,
    )
    await sql`create constraint trigger lose after insert on activities initially deferred for each row execute function lose()`.execute(
      target.db,
    )
    const { complete, lines } = await run()
    expect([complete, lines.at(-1)]).toEqual([false, expect.stringMatching(/^NOT EQUAL: 0 people and 1 cruds/)])
  })

  it('reads the older schema, which has no e-mail, no bio and numbers for parents', async () => {
    await sql`alter table users drop column email, drop column bio`.execute(original.db)
    await sql`alter table activities drop column reply_to_activity_uuid, add column reply_to_activity_uuid integer`.execute(
      original.db,
    )
    await sql`insert into users (handle, display_name, cognito_user_id) values ('old', 'Old', ${randomUUID()})`.execute(
      original.db,
    )
    await sql`insert into activities (user_uuid, message, expires_at, reply_to_activity_uuid)
      select uuid, 'a', now() + interval '1 day', n from users, unnest(array[null, 1]) n`.execute(original.db)
    const { totals, complete } = await run()
    expect([complete, totals.people.taken, totals.cruds.taken, [...totals.refused.keys()]]).toEqual([
      true,
      1,
      1,
      ['reply_to_nothing'],
    ])
  })
})
