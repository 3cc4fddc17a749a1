import * as contract from '@cruddur/contract/activities'
import * as publishing from '@cruddur/contract/activities/publishing'
import { openCruds, type SealedRow } from '@cruddur/storage/cruds/sealed-cruds'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Member, startTestApp, type TestApp } from '../testing/test-app.ts'

let test: TestApp
let worf: Member
let data: Member
beforeAll(async () => {
  test = await startTestApp()
  worf = await test.member('worf')
  data = await test.member('data')
})
afterAll(() => test.close())

const create = (key: string, message = 'once', as = worf) =>
  test.call(publishing.createActivity, { message, ttl: '1-hour' }, { as, headers: { 'idempotency-key': key } })

const count = async (message: string) => {
  const { rows } = await sql<SealedRow>`select uuid, sealed from live_activities`.execute(test.db)
  return openCruds(test.keys, rows).filter((crud) => crud.message === message).length
}

it('a retry gets the first reply and makes no second crud', async () => {
  const first = await create('k1', 'first answer')
  const second = await create('k1', 'first answer')
  expect(second.reply).toEqual(first.reply)
  expect(await count('first answer')).toBe(1)
})

it('twenty requests at once make one crud', async () => {
  const answers = await Promise.all(Array.from({ length: 20 }, () => create('k2', 'all at once')))
  expect(new Set(answers.map(({ reply }) => reply.uuid)).size).toBe(1)
  expect(await count('all at once')).toBe(1)
})

it('a reply is retried like a crud, and counted once', async () => {
  const { uuid } = await test.crud(worf)
  const reply = () =>
    test.call(
      publishing.replyToActivity,
      { uuid, message: 'me too' },
      { as: data, headers: { 'idempotency-key': 'k3' } },
    )
  expect((await reply()).reply).toEqual((await reply()).reply)
  expect((await test.call(contract.showActivity, { uuid })).reply.replies_count).toBe(1)
})

it('the same key for another request is refused', async () => {
  await create('k4', 'one thing')
  expect((await create('k4', 'another thing')).codes).toEqual(['idempotency_key_reused'])
})

it('two people can use the same key', async () => {
  const mine = await create('k5', 'mine', worf)
  const theirs = await create('k5', 'mine', data)
  expect(theirs.reply.uuid).not.toBe(mine.reply.uuid)
})

it('a refused request leaves the key free', async () => {
  expect((await create('k6', '')).status).toBe(422)
  const missing = { uuid: '018f0000-0000-7000-8000-000000000000', message: 'x' }
  const headers = { 'idempotency-key': 'k6' }
  expect((await test.call(publishing.replyToActivity, missing, { as: worf, headers })).status).toBe(404)
  expect((await create('k6', 'now it is right')).status).toBe(200)
})

it('the key expires with the crud: after T the same request publishes a new one', async () => {
  const first = await create('k7', 'short')
  await sql`update activities set expires_at = now() + interval '1 millisecond'
    where uuid = ${first.reply.uuid}`.execute(test.db)
  await expect.poll(() => count('short')).toBe(0)
  const again = await create('k7', 'short')
  expect(again.reply.uuid).not.toBe(first.reply.uuid)
})

it('a key expires after 24 hours, or with the crud if that is sooner', async () => {
  const { reply } = await create('k8', 'an hour')
  const { rows } = await sql<{ expires_at: string }>`select expires_at from idempotency_keys where key = 'k8'`.execute(
    test.db,
  )
  expect(rows[0]?.expires_at).toBe(reply.expires_at)
})

it.each(['', ' ', 'a b', 'ü', 'x'.repeat(201)])('refuses the key %j', async (key) => {
  expect((await create(key)).codes).toEqual(['idempotency_key_invalid'])
})
