import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type IdentityApp, startIdentityApp } from './testing/identity-app.ts'
import { createMember } from './testing/members.ts'
import { codeIn, emailTo, password, post, signUpAndIn } from './testing/sign-up-and-in.ts'

let server: IdentityApp
beforeAll(async () => {
  server = await startIdentityApp()
})
afterAll(() => server.close())

const forget = (handle: string) => sql`delete from users where handle = ${handle}`.execute(server.db)
const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

describe('a confirmed person without a row in users', () => {
  it('gets it by signing in', async () => {
    const { email } = await signUpAndIn(server.app, server.outbox, { handle: 'lost_a', name: 'Lost A' })
    await forget('lost_a')
    const reply = await post(server.app, 'sign-in', { email, password })
    expect(reply.json().user).toMatchObject({ handle: 'lost_a', display_name: 'Lost A' })
  })

  it('gets it by refreshing', async () => {
    const { cookie } = await signUpAndIn(server.app, server.outbox, { handle: 'lost_b' })
    await forget('lost_b')
    expect((await post(server.app, 'refresh', undefined, { cookie })).json().user.handle).toBe('lost_b')
  })

  it('gets it by asking who they are', async () => {
    const { token } = await signUpAndIn(server.app, server.outbox, { handle: 'lost_c' })
    await forget('lost_c')
    const replies = await Promise.all(
      Array.from({ length: 4 }, () => server.app.inject({ url: '/api/identity/me', headers: bearer(token) })),
    )
    expect(new Set(replies.map(({ body }) => body)).size).toBe(1)
    expect(replies[0]?.json().handle).toBe('lost_c')
  })
})

it('finishes a confirmation that broke off after the account was created, with the same code', async () => {
  await post(server.app, 'sign-up', { name: 'B', email: 'broken@example.com', handle: 'broken', password })
  const code = codeIn(await emailTo(server.outbox, 'broken@example.com'))
  await sql`create function fail() returns trigger language plpgsql as $$ begin raise 'no' ; end $$`.execute(server.db)
  await sql`create trigger fail before insert on users for each row execute function fail()`.execute(server.db)
  expect((await post(server.app, 'confirm', { email: 'broken@example.com', code })).statusCode).toBe(500)
  await sql`drop trigger fail on users`.execute(server.db)
  expect((await post(server.app, 'confirm', { email: 'broken@example.com', code })).statusCode).toBe(200)
  expect((await post(server.app, 'sign-in', { email: 'broken@example.com', password })).statusCode).toBe(200)
})

it('refuses a token whose subject has no account', async () => {
  const { token } = await createMember(server.db, server.identity, { handle: 'ghost' })
  const me = () => server.app.inject({ url: '/api/identity/me', headers: bearer(token) })
  expect((await me()).statusCode).toBe(200)
  await forget('ghost')
  expect([(await me()).statusCode, (await me()).json()]).toEqual([401, ['generic_401']])
})
