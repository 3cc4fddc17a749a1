import { randomUUID } from 'node:crypto'
import { type KyselyPlugin, sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { importOriginal } from '../import-original.ts'
import { openSource } from '../source/open-source.ts'
import { type ImportRun, startImportRun } from '../testing/import-run.ts'

let test: ImportRun
beforeAll(async () => {
  test = await startImportRun()
})
beforeEach(() => test.clear())
afterAll(() => test.close())

describe('people', () => {
  it('keep their uuids and subjects, and their handles if the rules allow', async () => {
    const sub = randomUUID()
    const uuid = await test.original.user({
      handle: 'londo',
      display_name: 'Londo',
      email: ' Londo@Example.com',
      cognito_user_id: sub,
    })
    const { totals, complete } = await test.run()
    expect([complete, totals.handles, [...totals.changes]]).toEqual([true, [], []])
    expect(await test.people()).toEqual([
      { uuid, sub, handle: 'londo', display_name: 'Londo', email: 'londo@example.com' },
    ])
  })

  it('get a handle that is free, the earlier person first', async () => {
    await sql`insert into retired_handles (handle) values ('gone')`.execute(test.db)
    for (const [n, handle] of [
      'Andrew.Brown',
      'andrew_brown',
      'ANDREW-BROWN',
      'l00k',
      'look',
      null,
      'gone',
    ].entries()) {
      await test.original.user({ handle }, `${100 - n} days`)
    }
    const { lines, complete } = await test.run()
    expect((await test.people()).map(({ handle }) => handle)).toEqual([
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
    const first = await test.original.user({ handle: 'bayko', cognito_user_id: sub, email: 'b@example.com' })
    const second = await test.original.user(
      { handle: 'bayko', cognito_user_id: sub.toUpperCase(), email: 'b@example.com' },
      '1 day',
    )
    await test.original.crud({ author: first, message: 'one', age: '2 minutes' })
    await test.original.crud({ author: second, message: 'two', age: '1 minute' })
    const { lines, complete } = await test.run()
    expect(await test.people()).toMatchObject([{ uuid: first, sub, handle: 'bayko', email: 'b@example.com' }])
    expect((await test.cruds()).map(({ message, handle }) => [message, handle])).toEqual([
      ['one', 'bayko'],
      ['two', 'bayko'],
    ])
    expect([complete, lines[1]]).toEqual([
      true,
      '  1 rows have the subject of an earlier row, and are one person with it',
    ])
  })

  it('without a subject have their uuid for one, and the latest of an address can get in by it', async () => {
    const older = await test.original.user({ handle: 'older', cognito_user_id: 'MOCK', email: 'Same@example.com' })
    const newer = await test.original.user(
      { handle: 'newer', cognito_user_id: null, email: 'same@example.com' },
      '1 day',
    )
    const { totals } = await test.run()
    expect(await test.people()).toMatchObject([
      { sub: older, email: null },
      { sub: newer, email: 'same@example.com' },
    ])
    expect(Object.fromEntries(totals.changes)).toEqual({ subject: ['older', 'newer'], shared_email: ['older'] })
  })

  it('who are here already stay as they are, and get their cruds', async () => {
    const sub = randomUUID()
    const author = await test.original.user({ handle: 'delenn', cognito_user_id: sub })
    await test.original.crud({ author, message: 'mine' })
    await sql`insert into users (cognito_user_uuid, handle, display_name) values (${sub}, 'delenn_here', 'D')`.execute(
      test.db,
    )
    const { totals, complete } = await test.run()
    expect([totals.people.here, complete]).toEqual([1, true])
    expect(await test.cruds()).toMatchObject([{ message: 'mine', handle: 'delenn_here' }])
  })

  it('who are here or were deleted here do not come back by a later run', async () => {
    const [sub, gone] = [randomUUID(), randomUUID()]
    await test.original.user({ handle: 'delenn', cognito_user_id: sub })
    await test.original.user({ handle: 'gone', cognito_user_id: gone }, '1 day')
    await sql`insert into users (cognito_user_uuid, handle, display_name) values (${sub}, 'delenn_here', 'D')`.execute(
      test.db,
    )
    await sql`insert into deleted_accounts (sub, finished) values (${gone}, true)`.execute(test.db)
    const { totals, lines } = await test.run()
    expect(totals.people).toEqual({ taken: 0, before: 0, here: 1, deleted: 1 })
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}1 are here with another uuid, .*: @delenn_here$/))
    await sql`delete from users`.execute(test.db)
    await sql`delete from deleted_accounts`.execute(test.db)
    expect((await test.run()).totals.people).toEqual({ taken: 0, before: 2, here: 0, deleted: 0 })
    expect(await test.people()).toEqual([])
  })

  it('whose subject was changed here are not imported a second time', async () => {
    const [before, after] = [randomUUID(), randomUUID()]
    const author = await test.original.user({ handle: 'lyta', cognito_user_id: before })
    await test.original.crud({ author, message: 'mine' })
    await sql`
      with person as (
        insert into users (cognito_user_uuid, handle, display_name) values (${after}, 'lyta', 'L') returning uuid
      )
      insert into subject_changes (user_uuid, old_sub, new_sub) select uuid, ${before}, ${after} from person`.execute(
      test.db,
    )
    expect((await test.run()).totals.people).toMatchObject({ taken: 0, here: 1 })
    expect(await test.people()).toMatchObject([{ sub: after, handle: 'lyta' }])
    expect(await test.cruds()).toMatchObject([{ message: 'mine', handle: 'lyta' }])
  })

  it('get another handle if theirs is taken at that very moment', { timeout: 30_000 }, async () => {
    await test.original.user({ handle: 'sinclair' })
    let running: ReturnType<typeof test.run> | undefined
    await test.db.transaction().execute(async (transaction) => {
      await sql`insert into users (cognito_user_uuid, handle, display_name)
        values (gen_random_uuid(), 'sinclair', 'S')`.execute(transaction)
      running = test.run()
      await vi.waitFor(async () => {
        const { rows } = await sql`select from pg_locks l join pg_database d on d.datname = current_database()
          join pg_stat_activity a on a.pid = l.pid and a.datid = d.oid where not granted`.execute(test.db)
        expect(rows).toHaveLength(1)
      }, 20_000)
    })
    expect((await running)?.totals.people).toMatchObject({ taken: 1, deleted: 0 })
    expect((await test.people()).map(({ handle }) => handle).sort()).toEqual(['sinclair', 'sinclair_2'])
  })

  it('who all want one handle do not each try every number', async () => {
    const count = 20
    for (let n = 0; n < count; n++) await test.original.user({ handle: '\u{1f4a5}' })
    let queries = 0
    const counting: KyselyPlugin = {
      transformQuery: ({ node }) => {
        queries++
        return node
      },
      transformResult: async ({ result }) => result,
    }
    const source = await openSource(test.original.url, test.db, count)
    const db = test.db.withPlugin(counting)
    await importOriginal({ source, db, keys: test.keys, dryRun: false, withAccounts: false })
    await source.close()
    expect((await test.people()).map(({ handle }) => handle).toSorted()).toContain('person_20')
    // Two for each: is the handle free, and the insertion. A few are for the whole run.
    expect(queries).toBeGreaterThan(2 * count)
    expect(queries).toBeLessThan(3 * count)
  })

  it('leave their addresses behind where accounts are not ours', async () => {
    await test.original.user({ email: 'canary@example.com' })
    expect((await test.run({ withAccounts: false })).totals.people.taken).toBe(1)
    const { rows } = await sql`select from auth."user" union all select from auth.account`.execute(test.db)
    expect(rows).toEqual([])
  })
})
