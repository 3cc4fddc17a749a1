import { join } from 'node:path'
import { showPushKey, subscribeToPush, unsubscribeFromPush } from '@cruddur/contract/push/push'
import { sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'
import { createPushKeys } from '../../push/push-keys.ts'
import { startPushService } from '../../push/testing/push-service.ts'
import { type Member, useTestApp } from '../../testing/test-app.ts'
import { post, signUpAndIn } from '../identity/testing/sign-up-and-in.ts'

const service = await startPushService()
afterAll(() => service.close())
const test = await useTestApp({ PUSH_SERVICES: service.origin, RATE_LIMIT_SIGN_UP: '1000/1min' })
const { db } = test

let people = 0
const member = () => test.member(`person_${++people}`)

async function deviceOf(as: Pick<Member, 'token'>, subscriber = service.subscribe()) {
  const { endpoint, p256dh, auth } = subscriber
  await test.call(subscribeToPush, { endpoint, p256dh, auth, language: 'en' }, { as: as as Member })
  return subscriber
}

const subscriptions = async ({ uuid }: { uuid: string }) => {
  const { rows } = await sql`select from push_subscriptions where user_uuid = ${uuid}`.execute(db)
  return rows.length
}

describe('a subscription', () => {
  const subscribe = async (as: Member, change: Record<string, string>) => {
    const { endpoint, p256dh, auth } = service.subscribe()
    const { status, codes } = await test.call(
      subscribeToPush,
      { endpoint, p256dh, auth, language: 'en', ...change },
      { as },
    )
    return [status, codes]
  }

  it('is refused for an address that is no push service’s, and for what cannot be encrypted for', async () => {
    const one = await member()
    for (const endpoint of ['http://169.254.169.254/', 'https://127.0.0.1/', 'https://push.evil.example/'])
      expect(await subscribe(one, { endpoint })).toEqual([422, ['push_service_unknown']])
    const notOnCurve = Buffer.alloc(65, 4).toString('base64url')
    for (const change of [
      { p256dh: 'x' },
      { p256dh: notOnCurve },
      { auth: '' },
      { endpoint: 'x' },
      { language: 'tlh' },
    ])
      expect(await subscribe(one, change)).toEqual([422, ['push_subscription_invalid']])
    expect(await subscriptions(one)).toBe(0)
  })

  it('belongs to who used the browser last, and only they can end it', async () => {
    const [one, other] = [await member(), await member()]
    const device = await deviceOf(one)
    await deviceOf(other, device)
    expect([await subscriptions(one), await subscriptions(other)]).toEqual([0, 1])
    await test.call(unsubscribeFromPush, { endpoint: device.endpoint }, { as: one })
    expect(await subscriptions(other)).toBe(1)
    await test.call(unsubscribeFromPush, { endpoint: device.endpoint }, { as: other })
    expect(await subscriptions(other)).toBe(0)
  })

  it('ends with the session, and with the account', async () => {
    const outbox = test.config.mail.kind === 'outbox' ? test.config.mail.dir : join(test.config.dataDir, 'outbox')
    const leaving = await signUpAndIn(test.app, outbox, { handle: 'leaving' })
    await deviceOf(leaving)
    expect(await subscriptions(leaving)).toBe(1)
    await post(test.app, 'sign-out-here', undefined, { cookie: leaving.cookie })
    expect(await subscriptions(leaving)).toBe(0)
    const one = await member()
    await deviceOf(one)
    await sql`delete from users where uuid = ${one.uuid}`.execute(db)
    expect(await subscriptions(one)).toBe(0)
  })

  it('of somebody with twenty others ends the oldest', async () => {
    const one = await member()
    for (let n = 0; n < 21; n++) await deviceOf(one)
    expect(await subscriptions(one)).toBe(20)
  })
})

it('all servers have one key', async () => {
  const { reply } = await test.call(showPushKey, {}, { as: await member() })
  expect(reply.public_key).toBe(await createPushKeys(db, undefined).publicKey())
  expect(Buffer.from(reply.public_key, 'base64url')).toHaveLength(65)
})
