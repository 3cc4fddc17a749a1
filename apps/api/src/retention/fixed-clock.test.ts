import { showActivity } from '@cruddur/contract/activities'
import { createActivity, replyToActivity } from '@cruddur/contract/activities/publishing'
import { lifetimes } from '@cruddur/contract/lifetimes'
import { updateProfile } from '@cruddur/contract/users/profile-change'
import fc from 'fast-check'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { insertCrud } from '../testing/cruds.ts'
import { type Member, useTestApp } from '../testing/test-app.ts'

const test = await useTestApp()
const people = [await test.member('worf'), await test.member('data')]

const change = (uuid: string, set: ReturnType<typeof sql>) =>
  sql`update activities set ${set} where uuid = ${uuid}`.execute(test.db)

describe('guarantee 2: the clock is fixed', () => {
  it('the database refuses every statement that would give a crud more time', async () => {
    const uuid = await insertCrud(test, { user_uuid: (people[0] as Member).uuid })
    const later = fc.integer({ min: 1, max: 30 * 86_400_000 })
    await fc.assert(
      fc.asyncProperty(later, async (milliseconds) => {
        const raised = change(uuid, sql`expires_at = expires_at + ${milliseconds} * interval '1 millisecond'`)
        await expect(raised).rejects.toMatchObject({ constraint: 'fixed_clock' })
      }),
      { numRuns: 50 },
    )
    await expect(change(uuid, sql`created_at = created_at + interval '1 hour'`)).rejects.toThrow()
    await change(uuid, sql`expires_at = expires_at - interval '1 minute'`)
  })

  it('a reply cannot be written with a later deadline than its parent', async () => {
    const user_uuid = (people[0] as Member).uuid
    const parent = await insertCrud(test, { user_uuid, left: 60 })
    const longer = sql`insert into activities (user_uuid, sealed, reply_to_activity_uuid, expires_at)
      values (${user_uuid}, unsealed('longer'), ${parent}, now() + interval '61 seconds')`
    await expect(longer.execute(test.db)).rejects.toMatchObject({ constraint: 'reply_deadline' })
  })

  it('no crud is given more than 30 days or less than nothing', async () => {
    const user_uuid = (people[0] as Member).uuid
    await expect(insertCrud(test, { user_uuid, age: 0, left: 30 * 86_400 + 1 })).rejects.toThrow()
    await expect(insertCrud(test, { user_uuid, age: 0, left: 0 })).rejects.toThrow()
  })

  it('no random sequence of operations raises expires_at, and no reply outlives its parent', async () => {
    const operation = fc.record({
      kind: fc.constantFrom('create', 'reply', 'reply', 'retry', 'shorten', 'rename', 'read'),
      who: fc.integer({ min: 0, max: 1 }),
      which: fc.nat(20),
      ttl: fc.constantFrom(...lifetimes),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(operation, { minLength: 3, maxLength: 12 }), async (operations) => {
        const deadlines = new Map<string, string>()
        for (const step of operations) {
          await perform(step, [...deadlines.keys()])
          await compare(deadlines)
        }
      }),
      { numRuns: 60 },
    )
  })
})

type Step = { kind: string; who: number; which: number; ttl: (typeof lifetimes)[number] }

async function perform({ kind, who, which, ttl }: Step, known: string[]): Promise<void> {
  const as = people[who] as Member
  const uuid = known[which % Math.max(1, known.length)]
  const headers = kind === 'retry' ? { 'idempotency-key': `key-${which}` } : {}
  if (kind === 'create' || kind === 'retry') await test.call(createActivity, { message: 'tick', ttl }, { as, headers })
  if (kind === 'rename') await test.call(updateProfile, { display_name: `Name ${which}` }, { as })
  if (!uuid) return
  if (kind === 'reply') await test.call(replyToActivity, { uuid, message: 'tock' }, { as })
  if (kind === 'read') await test.call(showActivity, { uuid })
  if (kind === 'shorten') await change(uuid, sql`expires_at = least(expires_at, now() + (expires_at - now()) / 2)`)
}

/** Guarantee 4 on the way: a thread that is shortened is shortened as a whole. */
async function compare(deadlines: Map<string, string>): Promise<void> {
  const { rows } = await sql<{ uuid: string; expires_at: string; late: boolean }>`
    select a.uuid, a.expires_at, coalesce(a.expires_at > parent.expires_at, false) as late
    from activities a left join activities parent on parent.uuid = a.reply_to_activity_uuid`.execute(test.db)
  for (const { uuid, expires_at, late } of rows) {
    expect(late).toBe(false)
    const before = deadlines.get(uuid)
    if (before) expect(Date.parse(expires_at)).toBeLessThanOrEqual(Date.parse(before))
    deadlines.set(uuid, expires_at)
  }
}
