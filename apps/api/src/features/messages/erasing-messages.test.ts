import { exportAccount } from '@cruddur/contract/account'
import { checkReadiness } from '@cruddur/contract/health'
import { createMessage, listMessageGroups } from '@cruddur/contract/messages'
import { groupUuidOf } from '@cruddur/message-stores/group-uuid'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createErasers } from '../../retention/erasure.ts'
import type { Member, TestApp } from '../../testing/test-app.ts'
import { stores } from './testing/stores.ts'

describe.each(stores)('erasing messages in $name', ({ name, runs, start }) => {
  if (!runs) return it.skip('where the emulator runs')
  let test: TestApp
  let people = 0
  beforeAll(async () => {
    test = await start()
  })
  afterAll(() => test.close())

  const pair = async () => [await test.member(`one_${++people}x`), await test.member(`two_${people}x`)] as const
  const say = (as: Member, to: Member, message: string) =>
    test.call(createMessage, { handle: to.handle, message }, { as, headers: { 'idempotency-key': message } })
  const dead = () =>
    sql`
    alter table messages disable trigger fixed_clock;
    update messages set created_at = created_at - interval '1 day', expires_at = now() - interval '20 seconds';
    alter table messages enable trigger fixed_clock`.execute(test.db)

  const eraseAll = async () => {
    for (const eraser of createErasers(test.ports.log)) await eraser(test.db, 1000)
    await test.ports.messages.erase(1000)
  }

  if (name === 'PostgreSQL') {
    it('guarantees 3 and 9: expired messages are erased with their keys, and expired groups too, without a trace', async () => {
      const [one, other] = await pair()
      await say(one, other, 'canary-31fe')
      await dead()
      expect((await test.call(checkReadiness, {})).reply.erasure_lag_seconds).toBeGreaterThanOrEqual(20)
      const stored = async (table: string) => (await sql`select from ${sql.table(table)}`.execute(test.db)).rows.length
      await eraseAll()
      expect([await stored('messages'), await stored('idempotency_keys'), await stored('message_groups')]).toEqual([
        0, 0, 1,
      ])
      expect((await test.call(checkReadiness, {})).reply.erasure_lag_seconds).toBe(0)
      await sql`update message_groups set expires_at = now() - interval '1 millisecond'`.execute(test.db)
      await eraseAll()
      expect(await stored('message_groups')).toBe(0)
    })

    it('many servers erase in batches at the same time', async () => {
      const [one, other] = await pair()
      await say(one, other, 'first')
      await sql`insert into messages (group_uuid, user_uuid, sealed, created_at, expires_at)
        select ${groupUuidOf(one.uuid, other.uuid)}::uuid, ${one.uuid}::uuid, (select sealed from messages limit 1), now() - interval '1 day', now()
        from generate_series(1, 300)`.execute(test.db)
      const server = async () => {
        let total = 0
        for (let count = 1; count > 0; total += count) count = await test.ports.messages.erase(20)
        return total
      }
      expect((await Promise.all([server(), server(), server()])).reduce((sum, total) => sum + total)).toBe(300)
    })
  }

  it('a deleted account takes its messages along, out of the other member’s list and out of the store', async () => {
    const [one, other] = await pair()
    const [third] = await pair()
    await say(one, other, 'canary-gone')
    await say(third, other, 'stays')
    await sql`with gone as (delete from users where uuid = ${one.uuid} returning cognito_user_uuid, uuid)
      insert into deleted_accounts (sub, user_uuid) select * from gone`.execute(test.db)
    const seen = await test.call(listMessageGroups, {}, { as: other })
    expect(seen.reply.map(({ message }) => message)).toEqual(['stays'])
    await test.ports.messages.erase(10)
    const all = { limit: 10, after: undefined }
    expect(await test.ports.messages.listGroups(one.uuid, all)).toEqual([])
    expect(await test.ports.messages.listGroups(other.uuid, all)).toHaveLength(1)
    expect(await test.ports.messages.findGroup(groupUuidOf(one.uuid, other.uuid), other.uuid)).toBeNull()
    const kept = async () =>
      (await sql`select from deleted_accounts where user_uuid = ${one.uuid}`.execute(test.db)).rows.length
    expect(await kept()).toBe(1)
    await sql`update deleted_accounts set expires_at = expires_at - interval '31 seconds'`.execute(test.db)
    await test.ports.messages.erase(10)
    expect(await kept()).toBe(0)
  })

  it('an export has what its owner sent, to whom and until when, and no word of others', async () => {
    const [one, other] = await pair()
    await say(one, other, 'mine')
    await say(other, one, 'canary of another')
    const { raw } = await test.call(exportAccount, {}, { as: one })
    expect(raw.json().messages).toEqual([
      { to_handle: other.handle, message: 'mine', created_at: expect.any(String), expires_at: expect.any(String) },
    ])
    expect(raw.body).not.toContain('canary')
  })
})
