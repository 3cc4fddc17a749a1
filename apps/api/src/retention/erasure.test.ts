import { checkReadiness } from '@cruddur/contract/health'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { expireCrud, insertCrud, readMessages } from '../testing/cruds.ts'
import { useTestApp } from '../testing/test-app.ts'
import { createErasers, startErasure } from './erasure.ts'
import { startErasureLoop } from './erasure-loop.ts'
import { deleteExpiredRows } from './expired-rows.store.ts'
import { expiringTables } from './expiring-tables.ts'

const test = await useTestApp()
const worf = await test.member('worf')
beforeEach(() => sql`delete from activities`.execute(test.db))

const activities = expiringTables.find(({ table }) => table === 'public.activities') as (typeof expiringTables)[number]
const deleteExpiredActivities = (db: Db, limit: number) => deleteExpiredRows(db, activities, limit)

const stored = () => readMessages(test)

describe('guarantee 9: erasure', () => {
  it('takes what is dead and leaves what is alive', async () => {
    await insertCrud(test, { user_uuid: worf.uuid, message: 'dead', left: -1 })
    await insertCrud(test, { user_uuid: worf.uuid, message: 'at its time', left: 0 })
    await insertCrud(test, { user_uuid: worf.uuid, message: 'alive', left: 1 })
    expect(await deleteExpiredActivities(test.db, 100)).toBe(2)
    expect(await stored()).toEqual(['alive'])
  })

  it('works in batches, replies before what they answer', async () => {
    const uuid = await insertCrud(test, { user_uuid: worf.uuid, message: 'parent', left: -1 })
    for (let n = 0; n < 5; n++) {
      await insertCrud(test, {
        user_uuid: worf.uuid,
        message: 'reply',
        reply_to_activity_uuid: uuid,
        age: 60,
        left: -1,
      })
    }
    expect(await deleteExpiredActivities(test.db, 3)).toBe(3)
    expect(await stored()).toEqual(['parent', 'reply', 'reply'])
    expect(await deleteExpiredActivities(test.db, 3)).toBe(3)
    expect(await stored()).toEqual([])
  })

  it('by many servers at once erases everything once', async () => {
    await sql`insert into activities (user_uuid, sealed, created_at, expires_at)
      select ${worf.uuid}, unsealed('dead'), now() - interval '1 hour', now() - interval '1 second'
      from generate_series(1, 500)`.execute(test.db)
    const server = async () => {
      let total = 0
      for (let count = 1; count > 0; total += count) count = await deleteExpiredActivities(test.db, 20)
      return total
    }
    const totals = await Promise.all([server(), server(), server(), server()])
    expect(totals.reduce((sum, total) => sum + total)).toBe(500)
    expect(await stored()).toEqual([])
  })

  it('passes over rows that somebody holds, and takes them later', async () => {
    const uuid = await insertCrud(test, { user_uuid: worf.uuid, message: 'held', left: -1 })
    await insertCrud(test, { user_uuid: worf.uuid, message: 'free', left: -1 })
    await test.db.transaction().execute(async (holder) => {
      await sql`select from activities where uuid = ${uuid} for update`.execute(holder)
      expect(await deleteExpiredActivities(test.db, 10)).toBe(1)
    })
    expect(await deleteExpiredActivities(test.db, 10)).toBe(1)
  })

  it('runs by itself, and survives a database that drops its connections', async () => {
    const stop = startErasure({ ...test.config, erasure: { ...test.config.erasure, interval: 10 } }, test.ports)
    await insertCrud(test, { user_uuid: worf.uuid, left: -1 })
    await expect.poll(stored).toEqual([])
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`.execute(test.db)
    await insertCrud(test, { user_uuid: worf.uuid, left: -1 })
    await expect.poll(stored).toEqual([])
    await stop()
  })

  it('stops when the statement that is running has ended, though more has expired', async () => {
    let calls = 0
    let started = () => {}
    let finish = () => {}
    const running = new Promise<void>((resolve) => {
      started = resolve
    })
    const statement = new Promise<void>((resolve) => {
      finish = resolve
    })
    const eraser = async (_db: Db, limit: number) => {
      calls++
      started()
      await statement
      return limit
    }
    const { db, log } = test.ports
    const stop = startErasureLoop({ db, log, erasers: [eraser, eraser], interval: 1, batch: 10 })
    await running
    let stopped = false
    const stopping = stop().then(() => {
      stopped = true
    })
    await stored()
    expect(stopped).toBe(false)
    finish()
    await stopping
    expect(calls).toBe(1)
  })

  it('leaves the words in no table (guarantee 3)', async () => {
    const canary = 'canary-5e1f'
    const headers = { 'idempotency-key': 'canary' }
    const crud = await test.crud(worf, { message: canary, headers })
    await expireCrud(test.db, crud.uuid)
    for (const eraser of createErasers(test.ports.log)) await eraser(test.db, 1000)
    const { rows: tables } = await sql<{ name: string }>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema')`.execute(test.db)
    expect(tables.length).toBeGreaterThan(3)
    for (const { name } of tables) {
      const { rows } = await sql`select from ${sql.raw(name)} t where t::text like ${`%${canary}%`}`.execute(test.db)
      expect(rows, name).toEqual([])
    }
  })
})

describe('the lag of erasure', () => {
  it('is nothing while nothing dead is stored', async () => {
    await insertCrud(test, { user_uuid: worf.uuid, left: 5 })
    expect((await test.call(checkReadiness, {})).reply.erasure_lag_seconds).toBe(0)
  })
  it('is how long the oldest dead crud has waited', async () => {
    await insertCrud(test, { user_uuid: worf.uuid, left: -20 })
    const { reply } = await test.call(checkReadiness, {})
    expect(reply.erasure_lag_seconds).toBeGreaterThanOrEqual(20)
    expect(reply.erasure_lag_seconds).toBeLessThan(50)
  })
  it('turns the server unready past the limit', async () => {
    await insertCrud(test, { user_uuid: worf.uuid, left: -test.config.erasure.lagLimit - 1 })
    const { status, codes } = await test.call(checkReadiness, {})
    expect([status, codes]).toEqual([503, ['erasure_lagging']])
  })
})
