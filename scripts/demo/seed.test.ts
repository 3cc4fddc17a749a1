import { createActivity, replyToActivity } from '@cruddur/contract/activities/publishing'
import { signUp } from '@cruddur/contract/identity'
import { lifetimeSeconds, lifetimes } from '@cruddur/contract/lifetimes'
import { createMessage } from '@cruddur/contract/messages'
import { updateProfile } from '@cruddur/contract/users/profile-change'
import { openTempKeyRing } from '@cruddur/key-ring/testing/temp-key-ring'
import { createTestDatabase } from '@cruddur/storage/test-database'
import { sql } from 'kysely'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { conversations } from './conversations.ts'
import { type DemoReply, secondsOf } from './crud.ts'
import { crudsOfBefore } from './cruds-of-before.ts'
import { crudsOfNow } from './cruds-of-now.ts'
import { people } from './people.ts'
import { demoPassword, emailOf, seedDemo } from './seed.ts'

const cruds = [...crudsOfNow, ...crudsOfBefore]

const repliesOf = ({ replies = [] }: DemoReply): DemoReply[] => replies.flatMap((reply) => [reply, ...repliesOf(reply)])

describe('the demo community', () => {
  it('could have been made through the API', () => {
    for (const { handle, name, bio } of people) {
      const person = { handle, name, email: emailOf(handle), password: demoPassword }
      expect(signUp.body.parse(person)).toEqual(person)
      expect(updateProfile.body.parse({ display_name: name, bio })).toEqual({ display_name: name, bio })
    }
    for (const { message, lifetime } of cruds) {
      expect(createActivity.body.parse({ message, ttl: lifetime })).toEqual({ message, ttl: lifetime })
    }
    for (const { message } of cruds.flatMap(repliesOf))
      expect(replyToActivity.body.parse({ message })).toEqual({ message })
    for (const { message } of conversations.flatMap(({ messages }) => messages))
      expect(createMessage.body.parse({ message, handle: 'mira' })).toEqual({ message, handle: 'mira' })
  })

  it('has living cruds of every lifetime, more than a page of them, none before its author joined or after its deadline', () => {
    expect(new Set(cruds.map((crud) => crud.lifetime))).toEqual(new Set(lifetimes))
    expect(people.length).toBeGreaterThanOrEqual(12)
    expect(cruds.length).toBeGreaterThan(30)
    for (const crud of cruds) {
      expect(secondsOf(crud.age), crud.message).toBeLessThan(lifetimeSeconds[crud.lifetime])
      for (const reply of crud.replies ?? []) {
        expect(secondsOf(reply.age), reply.message).toBeLessThanOrEqual(secondsOf(crud.age))
        for (const next of reply.replies ?? [])
          expect(secondsOf(next.age), next.message).toBeLessThanOrEqual(secondsOf(reply.age))
      }
    }
    for (const { between, lifetime, messages } of conversations) {
      const ages = messages.map(({ age }) => secondsOf(age))
      expect(ages, `${between}`).toEqual(ages.toSorted((a, b) => b - a))
      expect(Math.max(...ages), `${between}`).toBeLessThan(lifetimeSeconds[lifetime])
      expect(between).toEqual(expect.arrayContaining(messages.map(({ by }) => by)))
    }
    expect(new Set([...cruds, ...cruds.flatMap(repliesOf)].map((crud) => crud.by))).toEqual(
      new Set(people.map((person) => person.handle)),
    )
  })

  it('fits the database, its counts are right, and seeding twice changes nothing', async () => {
    const { db, drop } = await createTestDatabase(inject('postgresUrl'))
    onTestFinished(drop)
    const keys = await openTempKeyRing()
    onTestFinished(() => keys.close())
    await seedDemo({ db, keys })
    await seedDemo({ db, keys })
    const { rows } = await sql`
      select count(*) as cruds, count(*) filter (where
        replies_count <> (select count(*) from live_activities r where r.reply_to_activity_uuid = a.uuid)
        or likes_count <> (select count(*) from likes where activity_uuid = a.uuid)
        or reposts_count <> (select count(*) from reposts where activity_uuid = a.uuid)) as wrong,
        sum(likes_count) > 50 and sum(reposts_count) > 5 and (select count(*) from follows) > 30
        and (select count(*) from live_notifications where read_at is null) > 5 as lively
      from live_activities a`.execute(db)
    const { rows: messages } = await sql`select count(*) as alive from live_messages`.execute(db)
    expect(messages).toEqual([{ alive: conversations.flatMap(({ messages }) => messages).length }])
    expect(rows[0]).toEqual({ cruds: cruds.length + cruds.flatMap(repliesOf).length, wrong: 0, lively: true })
  })
})
