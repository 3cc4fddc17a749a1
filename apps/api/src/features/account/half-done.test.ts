import { deleteAccount } from '@cruddur/contract/account'
import { openTempKeyRing } from '@cruddur/key-ring/testing/temp-key-ring'
import { createPostgresMessages } from '@cruddur/message-stores/postgres/postgres-messages'
import { registerUser } from '@cruddur/storage/accounts/users.store'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { readOutbox } from '../../mail/read-outbox.ts'
import { startErasure } from '../../retention/erasure.ts'
import { createMetrics } from '../../telemetry/metrics/metrics.ts'
import { call } from '../../testing/contract-call.ts'
import { type IdentityApp, startIdentityApp } from '../identity/testing/identity-app.ts'
import { emailOf, password, post, signUpAndIn } from '../identity/testing/sign-up-and-in.ts'
import { finishDeletions } from './delete-account.ts'
import { tablesWith } from './testing/tables-with.ts'

let server: IdentityApp
beforeAll(async () => {
  server = await startIdentityApp()
})
afterAll(() => server.close())

type Signed = Awaited<ReturnType<typeof signUpAndIn>>
let nth = 0
let kes: Signed & { sub: string }
beforeEach(async () => {
  await sql`delete from deleted_accounts`.execute(server.db)
  const signed = await signUpAndIn(server.app, server.outbox, { handle: `canary_${nth++}` })
  const { rows } = await sql<{ sub: string }>`
    select cognito_user_uuid as sub from users where uuid = ${signed.uuid}`.execute(server.db)
  kes = { ...signed, sub: rows[0]?.sub ?? '' }
})

const remove = (as: { token: string } = kes, headers = {}) =>
  call(server.app, deleteAccount, { password }, { as, headers })
const me = async () =>
  (await server.app.inject({ url: '/api/identity/me', headers: { authorization: `Bearer ${kes.token}` } })).statusCode
const signIn = async () => (await post(server.app, 'sign-in', { email: kes.email, password })).statusCode

/** Lets one step of the deletion fail, as a crash or a provider that is away would. */
async function failing(on: string, work: () => Promise<void>): Promise<void> {
  await sql`create function fail() returns trigger language plpgsql as $$ begin raise 'no'; end $$`.execute(server.db)
  await sql`create trigger fail before ${sql.raw(on)} for each row execute function fail()`.execute(server.db)
  await work().finally(() => sql`drop function fail cascade`.execute(server.db))
}

describe('a deletion that is interrupted', () => {
  it('before the person is deleted has changed nothing', async () => {
    await failing('insert on retired_handles', async () => {
      expect((await remove()).status).toBe(500)
      expect([await me(), await signIn()]).toEqual([200, 200])
    })
    expect((await remove()).status).toBe(200)
  })

  it('after some of many likes were taken back has counted those, and goes on with the others', async () => {
    const author = await signUpAndIn(server.app, server.outbox, { handle: `liked_${nth}` })
    await sql`insert into activities (user_uuid, sealed, expires_at)
      select ${author.uuid}, unsealed('liked'), now() + interval '1 hour' from generate_series(1, 60)`.execute(
      server.db,
    )
    await sql`insert into likes (activity_uuid, user_uuid)
      select uuid, ${kes.uuid} from activities where user_uuid = ${author.uuid}`.execute(server.db)
    const likes = async () => {
      const { rows } = await sql<{ given: number; counted: number }>`
        select (select count(*) from likes where user_uuid = ${kes.uuid}) as given, sum(likes_count) as counted
        from activities where user_uuid = ${author.uuid}`.execute(server.db)
      return rows[0]
    }
    await failing('insert on retired_handles', async () => {
      expect((await remove()).status).toBe(500)
    })
    expect([await me(), await likes()]).toEqual([200, { given: 10, counted: 10 }])
    expect((await remove()).status).toBe(200)
    expect(await likes()).toEqual({ given: 0, counted: 0 })
  })

  it('at the identity provider has removed all that others could see; no request brings it back', async () => {
    await failing('delete on auth."user"', async () => {
      expect((await remove()).status).toBe(500)
      expect(await tablesWith(server.db, kes.uuid)).toEqual([])
      expect([await me(), await signIn(), await me()]).toEqual([401, 401, 401])
      expect((await post(server.app, 'refresh', undefined, { cookie: kes.cookie })).statusCode).toBe(401)
      expect(await tablesWith(server.db, kes.handle)).toEqual(['auth."user"', 'public.retired_handles'])
    })
  })

  it('is finished when the person asks again', async () => {
    await failing('delete on auth."user"', async () => {
      expect([(await remove()).status, (await remove()).status]).toEqual([500, 500])
    })
    expect((await remove()).status).toBe(200)
    expect(await tablesWith(server.db, kes.handle)).toEqual(['public.retired_handles'])
    expect(await finishDeletions(server.identity)(server.db, 10)).toBe(0)
  })

  it('is finished by the erasure loop, though another one fails, and the address may sign up again', async () => {
    const stuck = await signUpAndIn(server.app, server.outbox, { handle: `stuck_${nth}` })
    await failing('delete on auth."user"', async () => {
      for (const each of [stuck, kes]) expect((await remove(each)).status).toBe(500)
    })
    const stuckSub = (
      await sql<{ sub: string }>`select id as sub from auth."user" where handle = ${stuck.handle}`.execute(server.db)
    ).rows[0]?.sub
    const limping = {
      ...server.identity,
      deleteAccount: (sub: string) =>
        sub === stuckSub ? Promise.reject(new Error('away')) : server.identity.deleteAccount(sub),
    }
    await expect(finishDeletions(limping)(server.db, 10)).rejects.toThrow('away')
    expect(await tablesWith(server.db, kes.handle)).toEqual(['public.retired_handles'])

    const config = { erasure: { interval: 10, batch: 10, lagLimit: 60 } }
    const keys = await openTempKeyRing()
    onTestFinished(() => keys.close())
    const messages = createPostgresMessages(server.db, keys)
    const stop = startErasure(config, {
      db: server.db,
      identity: server.identity,
      messages,
      keys,
      log: server.app.log,
      metrics: createMetrics(),
    })
    await expect.poll(() => tablesWith(server.db, stuck.handle)).toEqual(['public.retired_handles'])
    await stop()
    await signUpAndIn(server.app, server.outbox, { handle: `again_${nth}`, email: emailOf(stuck) })
  })

  it('is finished later in the language that the person asked in, which is then forgotten', async () => {
    await failing('delete on auth."user"', async () => {
      expect((await remove(kes, { 'accept-language': 'de-AT' })).status).toBe(500)
    })
    expect(await finishDeletions(server.identity)(server.db, 10)).toBe(1)
    await expect
      .poll(async () => (await readOutbox(server.outbox)).filter(({ to }) => to === kes.email).at(-1)?.subject)
      .toBe('Dein Cruddur-Konto ist gelöscht')
    const { rows } = await sql`select finished, language from deleted_accounts`.execute(server.db)
    expect(rows).toEqual([{ finished: true, language: null }])
  })

  it('after the last step gets 401 when the person asks again', async () => {
    await failing('update on deleted_accounts', async () => {
      expect((await remove()).status).toBe(500)
    })
    expect((await remove()).codes).toEqual(['generic_401'])
    expect(await finishDeletions(server.identity)(server.db, 10)).toBe(1)
  })
})

it('a row for the person that is inserted while the account is deleted does not stay', async () => {
  // The person has none yet: the server failed when it was to be written, and this request heals that.
  await sql`delete from users where uuid = ${kes.uuid}`.execute(server.db)
  const person = { sub: kes.sub, handle: kes.handle, name: 'canary' }
  const deleting = await server.db.transaction().execute(async (healer) => {
    await registerUser(healer, person)
    const deletion = remove()
    const waiting = () =>
      sql`select from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(server.db)
    await expect.poll(async () => (await waiting()).rows.length, { timeout: 8_000 }).toBe(1)
    return () => deletion
  })
  expect((await deleting()).status).toBe(200)
  await registerUser(server.db, person)
  expect(await tablesWith(server.db, kes.handle)).toEqual(['public.retired_handles'])
})
