import { burnActivity } from '@cruddur/contract/activities/publishing'
import { endpoints } from '@cruddur/contract/endpoints'
import { listReports } from '@cruddur/contract/moderation/open-reports'
import { reportActivity } from '@cruddur/contract/reports'
import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { createErasers } from '../../retention/erasure.ts'
import { insertCrud } from '../../testing/cruds.ts'
import { useTestApp } from '../../testing/test-app.ts'

const canary = 'canary-2c8e'

const test = await useTestApp({ MODERATORS: 'picard' })
const worf = await test.member('worf')
const data = await test.member('data')
const picard = await test.member('picard')
beforeEach(async () => {
  await sql`delete from reports`.execute(test.db)
  await sql`delete from report_audits`.execute(test.db)
})

const erase = async () => {
  for (const eraser of createErasers(test.ports.log)) await eraser(test.db, 1000)
}
const evidence = async () => (await test.call(listReports, {}, { as: picard })).reply.map((report) => report.evidence)

let strangersCount = 0
const strangers = () => test.member(`stranger_${++strangersCount}`)

/** A reported crud whose words are the canary. */
async function reported(): Promise<string> {
  const uuid = await insertCrud(test, { user_uuid: worf.uuid, message: canary, left: 60 })
  await test.call(reportActivity, { uuid, reason: 'hate' }, { as: data })
  return uuid
}

const reportsStored = async () => (await sql`select from reports`.execute(test.db)).rows.length

/** The tables with the canary in them. */
async function holders(): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`.execute(test.db)
  const found: string[] = []
  for (const { name } of tables) {
    const { rows } = await sql`select from ${sql.raw(name)} t where t::text like ${`%${canary}%`}`.execute(test.db)
    if (rows.length > 0) found.push(name)
  }
  return found
}

describe('guarantee 10: sealed evidence', () => {
  it.each([
    [
      'expired',
      (uuid: string) =>
        sql`update activities set expires_at = created_at + interval '1 second' where uuid = ${uuid}`.execute(test.db),
    ],
    ['was burnt', (uuid: string) => test.call(burnActivity, { uuid }, { as: worf })],
  ])('is there for moderators after the crud %s, in no table as it was written', async (_name, end) => {
    await end(await reported())
    await erase()
    expect(await holders()).toEqual([])
    expect(await evidence()).toEqual([canary])
  })

  it('is for nobody else, on no endpoint, whatever they ask for', async () => {
    const uuid = await reported()
    await test.call(burnActivity, { uuid }, { as: worf })
    const { rows } = await sql<{ uuid: string }>`select uuid from reports`.execute(test.db)
    const others = { handle: 'worf', term: canary, message: 'a word', ttl: '1-hour', reason: 'spam', limit: '100' }
    for (const endpoint of Object.values(endpoints)) {
      for (const as of [undefined, worf, data, await strangers()]) {
        for (const wanted of [uuid, rows[0]?.uuid]) {
          const { raw } = await test.call(endpoint, { ...others, uuid: wanted }, { as })
          expect(raw.body, `${endpoint.method} ${endpoint.path}`).not.toContain(canary)
        }
      }
    }
    expect(await evidence()).toContain(canary)
  })

  it('expires: from then on nobody can read it, and it is erased', async () => {
    const uuid = await reported()
    await evidence()
    await sql`delete from activities where uuid = ${uuid}`.execute(test.db)
    const age = (left: string) => sql`update reports set expires_at = now() + ${left}::interval`.execute(test.db)
    await age('1 minute')
    await erase()
    expect(await evidence()).toEqual([canary])
    await age('0 seconds')
    expect(await evidence()).toEqual([])
    expect(await reportsStored()).toBe(1)
    await erase()
    expect(await reportsStored()).toBe(0)
  })

  it('does not prevent another report once it has expired, erased or not', async () => {
    const uuid = await reported()
    await sql`update reports set expires_at = now() - interval '1 millisecond', reason = 'other'`.execute(test.db)
    await test.call(reportActivity, { uuid, reason: 'spam' }, { as: data })
    expect((await test.call(listReports, {}, { as: picard })).reply).toMatchObject([{ reason: 'spam' }])
  })

  it('has an audit without its words, for a year', async () => {
    await reported()
    await evidence()
    const kept = async () => {
      await erase()
      return (await sql`select from report_audits`.execute(test.db)).rows.length
    }
    expect(await kept()).toBe(1)
    await sql`update report_audits set created_at = now() - interval '364 days'`.execute(test.db)
    expect(await kept()).toBe(1)
    expect(await holders()).not.toContain('public.report_audits')
    await sql`update report_audits set created_at = now() - interval '1 year'`.execute(test.db)
    expect(await kept()).toBe(0)
  })

  it('is in no log', async () => {
    await reported()
    await evidence()
    expect(test.logged()).not.toContain(canary)
  })
})
