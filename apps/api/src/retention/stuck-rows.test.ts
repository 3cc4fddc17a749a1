import { checkReadiness } from '@cruddur/contract/health'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { expireCrud, insertCrud, readMessages } from '../testing/cruds.ts'
import { useTestApp } from '../testing/test-app.ts'
import { createErasers, startErasure } from './erasure.ts'
import { type Eraser, startErasureLoop } from './erasure-loop.ts'

const test = await useTestApp()
const worf = await test.member('worf')
const { db, log } = test.ports

await sql`create table broken (uuid uuid)`.execute(db)

// What a broken row does: the statement that would erase it is refused, with everything else in it.
beforeEach(async () => {
  await sql`delete from activities`.execute(db)
  await sql`create or replace function refuse_broken() returns trigger language plpgsql as $$ begin
    if old.uuid in (select uuid from broken) then raise exception 'broken row: secret words' using errcode = 'check_violation'; end if;
    return old;
  end $$`.execute(db)
  await sql`create trigger refuse_broken before delete on activities for each row execute function refuse_broken()`.execute(
    db,
  )
})
const repair = () => sql`drop trigger if exists refuse_broken on activities`.execute(db)
afterEach(repair)

const insertDead = async (message: string, left = -1) => {
  const uuid = await insertCrud(test, { user_uuid: worf.uuid, message, left })
  if (message.startsWith('broken')) await sql`insert into broken values (${uuid})`.execute(db)
}
const stored = () => readMessages(test)
const errorsAbout = (text: string) => test.logged().split(text).length - 1
const eraseOnce = async (erasers: Eraser[], limit: number) => {
  for (const eraser of erasers) while ((await eraser(db, limit)) === limit);
}

describe('a row that cannot be erased', () => {
  it.each([1, 2, 7, 100])('keeps no other, with a batch of %i rows', async (limit) => {
    for (const n of [1, 2, 3]) await insertDead(`broken ${n}`, -5)
    for (let n = 0; n < 20; n++) await insertDead(`dead ${n}`)
    await insertDead('alive', 60)
    await eraseOnce(createErasers(log), limit)
    expect(await stored()).toEqual(['alive', 'broken 1', 'broken 2', 'broken 3'])
  })

  it('is logged once, without its words, and erased when it can be', async () => {
    await insertDead('broken: secret words')
    const before = errorsAbout('a row cannot be erased')
    const stop = startErasure({ erasure: { ...test.config.erasure, interval: 10 } }, test.ports)
    await expect.poll(() => errorsAbout('a row cannot be erased')).toBe(before + 1)
    await insertDead('dead')
    await expect.poll(stored).toEqual(['broken: secret words'])
    await repair()
    await expect.poll(stored).toEqual([])
    await stop()
    expect(errorsAbout('a row cannot be erased')).toBe(before + 1)
    expect(test.logged()).toMatch(/"row":{"table":"public.activities","ctid":"\(\d+,\d+\)"}/)
    expect(test.logged()).not.toContain('secret words')
  })

  it('is seen by the health check, also when it is evidence', async () => {
    await insertDead('broken', -test.config.erasure.lagLimit - 1)
    await eraseOnce(createErasers(log), 100)
    expect((await test.call(checkReadiness, {})).codes).toEqual(['erasure_lagging'])
    await repair()
    await eraseOnce(createErasers(log), 100)
    expect((await test.call(checkReadiness, {})).status).toBe(200)
    await sql`insert into reports (reported_uuid, reason, expires_at)
      values (${worf.uuid}, 'spam', now() - interval '1 hour')`.execute(db)
    expect((await test.call(checkReadiness, {})).codes).toEqual(['erasure_lagging'])
    await sql`delete from reports`.execute(db)
  })
})

describe('a count that is too low', () => {
  it('keeps no dead row', async () => {
    const uuid = await insertCrud(test, { user_uuid: worf.uuid, message: 'parent' })
    const reply = await insertCrud(test, { user_uuid: worf.uuid, message: 'reply', reply_to_activity_uuid: uuid })
    await sql`insert into likes (user_uuid, activity_uuid) values (${worf.uuid}, ${uuid})`.execute(db)
    await sql`insert into reposts (user_uuid, activity_uuid) values (${worf.uuid}, ${uuid})`.execute(db)
    await sql`update activities set replies_count = 0, likes_count = 0, reposts_count = 0`.execute(db)
    await expireCrud(db, reply)
    await eraseOnce(createErasers(log), 100)
    expect(await stored()).toEqual(['parent'])
    await sql`delete from likes`.execute(db)
    await sql`delete from reposts`.execute(db)
    const { rows } = await sql`select likes_count, reposts_count, replies_count from activities`.execute(db)
    expect(rows).toEqual([{ likes_count: 0, reposts_count: 0, replies_count: 0 }])
  })
})

it('an eraser that fails stops no other, and has its next turn after a growing pause', async () => {
  let failures = 0
  let turns = 0
  const failing: Eraser = async () => {
    failures++
    throw new Error('away')
  }
  const working: Eraser = async () => {
    turns++
    return 0
  }
  const before = errorsAbout('erasure failed')
  const stop = startErasureLoop({ db, log, erasers: [failing, failing, working], interval: 1, batch: 10 })
  await expect.poll(() => turns).toBeGreaterThan(60)
  await stop()
  expect(failures).toBeGreaterThan(2)
  expect(failures).toBeLessThan(turns)
  // Errors that are alike share a line.
  expect(errorsAbout('erasure failed') - before).toBeLessThan(failures)
})
