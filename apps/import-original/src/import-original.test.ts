import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type ImportRun, startImportRun } from './testing/import-run.ts'

let test: ImportRun
beforeAll(async () => {
  test = await startImportRun()
})
beforeEach(() => test.clear())
afterAll(() => test.close())

describe('the import', () => {
  it('changes nothing in a dry run, and reports the same', async () => {
    const author = await test.original.user({ handle: 'Zathras!' })
    for (let n = 0; n < 7; n++) await test.original.crud({ author, message: `${n}` })
    const dry = await test.run({ dryRun: true })
    const { rows } = await sql`select from users union all select from activities union all select from imported_rows
      union all select from original_imports union all select from auth."user"`.execute(test.db)
    expect(rows).toEqual([])
    expect((await test.run()).lines).toEqual(dry.lines)
  })

  it('brings nothing back that was burnt or deleted here', async () => {
    const [stays, goes] = [await test.original.user({ handle: 'stays' }), await test.original.user({ handle: 'goes' })]
    const burnt = await test.original.crud({ author: stays, message: 'burnt' })
    await test.original.crud({ author: goes })
    await test.run()
    await sql`delete from live_activities where uuid = ${burnt}`.execute(test.db)
    await sql`delete from users where uuid = ${goes}`.execute(test.db)
    await test.original.crud({ author: stays, message: 'new' })
    const { totals, complete } = await test.run()
    expect([complete, totals.people, totals.cruds]).toEqual([
      true,
      { taken: 0, before: 2, here: 0, deleted: 0 },
      { taken: 1, before: 2, expired: 0 },
    ])
    expect((await test.cruds()).map(({ message }) => message)).toEqual(['new'])
    expect((await test.people()).map(({ handle }) => handle)).toEqual(['stays'])
  })
})

describe('on databases that somebody has changed', () => {
  beforeEach(async () => {
    await test.close()
    test = await startImportRun()
  })

  it('reads the older schema, which has no e-mail, no bio and numbers for parents', async () => {
    await sql`alter table users drop column email, drop column bio`.execute(test.original.db)
    await sql`alter table activities drop column reply_to_activity_uuid, add column reply_to_activity_uuid integer`.execute(
      test.original.db,
    )
    await sql`insert into users (handle, display_name, cognito_user_id) values ('old', 'Old', ${randomUUID()})`.execute(
      test.original.db,
    )
    await sql`insert into activities (user_uuid, message, expires_at, reply_to_activity_uuid)
      select uuid, 'a', now() + interval '1 day', n from users, unnest(array[null, 1]) n`.execute(test.original.db)
    const { totals, complete } = await test.run()
    expect([complete, totals.people.taken, totals.cruds.taken, [...totals.refused.keys()]]).toEqual([
      true,
      1,
      1,
      ['reply_to_nothing'],
    ])
  })

  it('says that it is not complete when something takes rows away meanwhile', async () => {
    const author = await test.original.user()
    await test.original.crud({ author })
    await sql`create function lose() returns trigger language plpgsql as 'begin delete from activities where uuid = new.uuid; return null; end'`.execute(
      test.db,
    )
    await sql`create constraint trigger lose after insert on activities initially deferred for each row execute function lose()`.execute(
      test.db,
    )
    const { complete, lines } = await test.run()
    expect([complete, lines.at(-1)]).toEqual([false, expect.stringMatching(/^NOT EQUAL: 0 people and 1 cruds/)])
  })
})
