import { deleteAccount } from '@cruddur/contract/account'
import { showActivity } from '@cruddur/contract/activities'
import { createActivity, replyToActivity } from '@cruddur/contract/activities/publishing'
import type { Endpoint } from '@cruddur/contract/endpoint'
import { userActivities } from '@cruddur/contract/feeds'
import { likeActivity, repostActivity } from '@cruddur/contract/reactions'
import { blockPerson, followPerson, mutePerson } from '@cruddur/contract/relations'
import { reportActivity, reportPerson } from '@cruddur/contract/reports'
import { updateProfile } from '@cruddur/contract/users/profile-change'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { call } from '../../testing/contract-call.ts'
import { type IdentityApp, startIdentityApp } from '../identity/testing/identity-app.ts'
import { createMember, type SignedInMember } from '../identity/testing/members.ts'
import { emailTo, password, post, signUpAndIn } from '../identity/testing/sign-up-and-in.ts'
import { tablesWith } from './testing/tables-with.ts'

let server: IdentityApp
let data: SignedInMember
beforeAll(async () => {
  server = await startIdentityApp()
  data = await createMember(server.db, server.identity, { handle: 'data' })
})
afterAll(() => server.close())

type Signed = Awaited<ReturnType<typeof signUpAndIn>>
let nth = 0
let kes: Signed
beforeEach(async () => {
  kes = await signUpAndIn(server.app, server.outbox, { handle: `canary_${nth++}`, name: 'Canary Name' })
})

const ask = <E extends Endpoint>(endpoint: E, args: object, as?: { token: string }) =>
  call(server.app, endpoint, args as Record<string, unknown>, { as })
const crud = async (as: { token: string }, message = 'a crud') =>
  (await ask(createActivity, { message, ttl: '1-day' }, as)).reply
const remove = (as = kes, args: object = { password }) => ask(deleteAccount, args, as)

describe('deleting the account', () => {
  it('guarantee 3: leaves name, bio, words, address and handle in no table but that of retired handles', async () => {
    const theirs = await crud(data)
    await ask(updateProfile, { display_name: 'Canary Name', bio: 'canary bio' }, kes)
    const mine = await crud(kes, 'canary words #canarytag @data')
    await ask(replyToActivity, { uuid: mine.uuid, message: 'an answer' }, data)
    await ask(replyToActivity, { uuid: theirs.uuid, message: 'canary answer' }, kes)
    for (const endpoint of [likeActivity, repostActivity]) {
      await ask(endpoint, theirs, kes)
      await ask(endpoint, mine, data)
    }
    await ask(followPerson, { handle: 'data' }, kes)
    await ask(followPerson, { handle: kes.handle }, data)
    await ask(mutePerson, { handle: 'data' }, kes)
    await ask(reportPerson, { handle: 'data', reason: 'other', note: 'canary note' }, kes)
    await ask(reportActivity, { uuid: mine.uuid, reason: 'other', note: 'look' }, data)
    await post(server.app, 'forgot', { email: kes.email })
    await post(server.app, 'sign-up', { name: 'Canary', email: kes.email, handle: 'canary_again', password })
    expect((await tablesWith(server.db, 'canary')).length).toBeGreaterThan(4)

    expect((await remove()).reply).toEqual({ success: true })

    expect(await tablesWith(server.db, 'canary')).toEqual(['public.retired_handles'])
    expect(await tablesWith(server.db, kes.uuid)).toEqual([])
    expect((await emailTo(server.outbox, kes.email, 4)).subject).toBe('Your Cruddur account is deleted')
    expect(server.logged()).not.toMatch(/canary/i)
    // Her report stays with the moderators, as nobody's.
    const { rows } =
      await sql`select reporter_uuid, reason, sealed_note from reports where reported_uuid = ${data.uuid}`.execute(
        server.db,
      )
    expect(rows).toEqual([{ reporter_uuid: null, reason: 'other', sealed_note: null }])
  })

  it('guarantee 6: lowers the counts of likes, reposts and replies, and removes threads (guarantee 4)', async () => {
    const theirs = await crud(data)
    const counts = async () => {
      const { likes_count, reposts_count, replies_count } = (await ask(showActivity, theirs)).reply
      return [likes_count, reposts_count, replies_count]
    }
    for (const as of [kes, data]) {
      for (const endpoint of [likeActivity, repostActivity]) await ask(endpoint, theirs, as)
      await ask(replyToActivity, { uuid: theirs.uuid, message: 'an answer' }, as)
    }
    const mine = await crud(kes)
    const answer = (await ask(replyToActivity, { uuid: mine.uuid, message: 'an answer' }, data)).reply
    const answered = (await ask(replyToActivity, { uuid: answer.uuid, message: 'and another' }, data)).reply
    expect(await counts()).toEqual([2, 2, 2])
    await remove()
    expect(await counts()).toEqual([1, 1, 1])
    for (const { uuid } of [mine, answer, answered]) expect((await ask(showActivity, { uuid })).status).toBe(404)
    expect((await ask(userActivities, { handle: kes.handle })).codes).toEqual(['user_not_found'])
    const { followers_count, cruds_count } = (await ask(userActivities, { handle: 'data' })).reply.profile
    expect([followers_count, cruds_count > 0]).toEqual([0, true])
  })

  it('needs the password, and changes nothing without it', async () => {
    for (const [args, codes] of [
      [{ password: 'wrong' }, ['password_wrong']],
      [{ password: '' }, ['password_blank']],
      [{}, ['password_blank']],
      [{ password: ['x'] }, ['password_blank']],
      [{ password: 'x'.repeat(1025) }, ['password_too_long']],
    ] as const) {
      const answer = await remove(kes, args)
      expect([args, answer.status, answer.codes]).toEqual([args, 422, codes])
    }
    expect((await ask(deleteAccount, { password })).status).toBe(401)
    const other = await signUpAndIn(server.app, server.outbox, { handle: `other_${nth}`, password: 'not the same one' })
    expect((await remove(other)).codes).toEqual(['password_wrong'])
    expect((await post(server.app, 'sign-in', { email: kes.email, password })).statusCode).toBe(200)
  })

  it('ends every session at once; the old token gets 401, also for a second deletion', async () => {
    await remove()
    const { cookie, email } = kes
    expect((await post(server.app, 'refresh', undefined, { cookie })).statusCode).toBe(401)
    expect((await post(server.app, 'sign-in', { email, password })).statusCode).toBe(401)
    expect((await remove()).codes).toEqual(['generic_401'])
  })

  it('keeps the handle from being taken for 30 days, in any case, and frees the e-mail address at once', async () => {
    const { email, handle } = kes
    await remove()
    const signUp = (handle: string, email: string) =>
      post(server.app, 'sign-up', { name: 'X', email, handle, password })
    for (const address of [email, 'somebody@example.com']) {
      const reply = await signUp(handle.toUpperCase(), address)
      expect([reply.statusCode, reply.body]).toEqual([422, '["handle_taken"]'])
    }
    const again = await signUpAndIn(server.app, server.outbox, { handle: `phoenix_${nth}`, email })
    expect(again.uuid).not.toBe(kes.uuid)
    const { rows } = await sql<{ days: number }>`
      select extract(epoch from expires_at - now()) / 86400 as days from retired_handles where handle = ${handle}`.execute(
      server.db,
    )
    expect(Number(rows[0]?.days)).toBeCloseTo(30, 2)
    await sql`update retired_handles set expires_at = now() - interval '1 millisecond' where handle = ${handle}`.execute(
      server.db,
    )
    expect((await signUp(handle, 'heir@example.com')).statusCode).toBe(200)
  })

  it('removes blocks', async () => {
    await ask(blockPerson, { handle: 'data' }, kes)
    expect(await tablesWith(server.db, kes.uuid)).toEqual(['public.blocks', 'public.users'])
    await remove()
    expect(await tablesWith(server.db, kes.uuid)).toEqual([])
  })
})

it('every reference to a person or a crud has an index, so that deleting them is quick', async () => {
  const { rows } = await sql<{ name: string }>`
    select c.conrelid::regclass || ' ' || a.attname as name
    from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    -- Keys that sign receipts are never deleted.
    where c.contype = 'f' and c.confrelid <> 'receipt_keys'::regclass and not exists (
      select from pg_index i where i.indrelid = c.conrelid and i.indkey[0] = c.conkey[1]
    )`.execute(server.db)
  expect(rows).toEqual([])
})
