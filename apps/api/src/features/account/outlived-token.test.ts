import type { Endpoint } from '@cruddur/contract/endpoint'
import { endpoints } from '@cruddur/contract/endpoints'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { madeUpSubscription } from '../../push/testing/made-up-subscription.ts'
import { insertCrud } from '../../testing/cruds.ts'
import { useTestApp } from '../../testing/test-app.ts'
import { madeUpCredential } from '../identity/testing/made-up-credential.ts'

/** An access token lives on for minutes when its account is deleted. It must be good for nothing then. */
const test = await useTestApp({ MODERATORS: 'ghost' })
const data = await test.member('data')
const ghost = await test.member('ghost')
const crud = await insertCrud(test, { user_uuid: data.uuid, message: 'a crud' })
const { rows } = await sql<{ uuid: string }>`
  insert into reports (reported_uuid, reason) values (${data.uuid}, 'spam') returning uuid`.execute(test.db)
const report = rows[0]?.uuid as string
await sql`delete from users where uuid = ${ghost.uuid}`.execute(test.db)

const input = {
  handle: 'data',
  message_group_uuid: '018f0000-0000-8000-8000-000000000000',
  message_uuid: '018f0000-0000-7000-8000-000000000000',
  message: 'boo',
  prefix: 'wor',
  ttl: '1-hour',
  term: 'spoilers',
  span: 'week',
  display_name: 'Ghost',
  face: { letter: 'G', hue: 200 },
  reason: 'spam',
  password: 'a password',
  new_password: 'another password',
  name: 'A key',
  credential: madeUpCredential('AAAA'),
  ...madeUpSubscription('ghost'),
}
const everyRow = async () => {
  const tables = [
    'users',
    'activities',
    'likes',
    'reposts',
    'follows',
    'mutes',
    'muted_words',
    'blocks',
    'reports',
    'notifications',
    'push_subscriptions',
    'messages',
    'message_groups',
  ]
  const { rows } = await sql<{ rows: unknown }>`
    select ${sql.join(tables.map((table) => sql`(select json_agg(t) from ${sql.table(table)} t)::text`))}`.execute(
    test.db,
  )
  return rows
}
const forMembers = Object.entries(endpoints).filter(([, { caller }]) => caller === 'member')

describe('a token of a deleted account', () => {
  it.each(forMembers)('is a 401 and changes nothing: %s', async (name, endpoint: Endpoint) => {
    const before = await everyRow()
    const uuid = name === 'decideReport' ? report : crud
    for (const args of [
      { ...input, uuid },
      { ...input, uuid: '018f0000-0000-7000-8000-000000000000', handle: 'nobody' },
    ]) {
      const { status, codes } = await test.call(endpoint, args, { as: ghost })
      expect([status, codes]).toEqual([401, ['generic_401']])
    }
    expect(await everyRow()).toEqual(before)
  })

  it.each([0, 'again'])('is a 401 when a key makes a request repeatable: %s', async (key) => {
    const headers = { 'idempotency-key': `key-${key}` }
    const { codes } = await test.call(endpoints['createActivity'] as Endpoint, input, { as: ghost, headers })
    expect(codes).toEqual(['generic_401'])
  })

  it('counts as a visitor where visitors may read', async () => {
    const args = { handle: 'data', uuid: crud }
    for (const name of ['showActivity', 'homeActivities', 'activityThread', 'userActivities']) {
      const endpoint = endpoints[name] as Endpoint
      const [visitor, as] = [await test.call(endpoint, args), await test.call(endpoint, args, { as: ghost })]
      expect([name, as.status, visitor.status]).toEqual([name, 200, 200])
      expect(as.raw.body).not.toContain('"liked":true')
    }
  })
})
