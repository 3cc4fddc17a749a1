import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { functionNames } from './bundle/bundle-functions.ts'
import { postConfirmation, preSignUp } from './testing/events.ts'
import { type RunningFunctions, startFunctions } from './testing/running-functions.ts'

let functions: RunningFunctions
beforeAll(async () => {
  functions = await startFunctions(inject('postgresUrl'), { concurrency: 3 })
})
afterAll(() => functions.stop())
beforeEach(async () => {
  for (const table of ['users', 'retired_handles', 'auth.held_handles']) {
    await sql`delete from ${sql.table(table)}`.execute(functions.db)
  }
})

const signUp = (attributes?: object) => functions.invoke('pre-sign-up', preSignUp({ ...attributes }))
const confirm = (attributes?: object) => functions.invoke('post-confirmation', postConfirmation({ ...attributes }))

async function people() {
  const { rows } = await sql<{ sub: string; handle: string; name: string }>`
    select cognito_user_uuid as sub, handle, display_name as name from users order by handle`.execute(functions.db)
  return rows
}

async function heldHandles() {
  const { rows } = await sql<{ skeleton: string; email: string; hours: number }>`
    select skeleton, email, round(extract(epoch from expires_at - now()) / 3600)::integer as hours
    from auth.held_handles order by skeleton`.execute(functions.db)
  return rows
}

describe('pre-sign-up', () => {
  test('holds a free handle for the address, for a day, and confirms nobody', async () => {
    const event = {
      ...preSignUp({ preferred_username: ' Worf ', email: 'Worf@Example.org' }),
      response: { autoConfirmUser: true },
    }
    expect(await functions.invoke('pre-sign-up', event)).toEqual({
      event: {
        ...event,

        response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
      },
    })
    expect(await heldHandles()).toEqual([{ skeleton: 'worf', email: 'worf@example.org', hours: 24 }])
    expect(await people()).toEqual([])
  })

  test.each([
    ['absent', undefined, 'handle_blank'],
    ['blank', ' ', 'handle_blank'],
    ['too short', 'ab', 'handle_invalid'],
    ['with a sign of SQL', "worf'; drop table users --", 'handle_invalid'],
    ['of a page', 'settings', 'handle_reserved'],
    ['like that of a moderator', 'm0derator', 'handle_reserved'],
    ['of somebody', 'data', 'handle_taken'],
    ['that looks like somebody’s', 'tim_rnike', 'handle_taken'],
    ['of a deleted account', 'lore', 'handle_taken'],
    ['that waits for somebody', 'troi', 'handle_taken'],
  ])('refuses a handle that is %s', async (_, handle, refusal) => {
    await sql`insert into users (cognito_user_uuid, handle, display_name) values
      (gen_random_uuid(), 'data', 'Data'), (gen_random_uuid(), 'tim_mike', 'Tim')`.execute(functions.db)
    await sql`insert into retired_handles (handle) values ('lore')`.execute(functions.db)
    await signUp({ preferred_username: 'troi', email: 'troi@example.org' })
    expect(await signUp({ preferred_username: handle })).toEqual({ refusal })
    expect((await heldHandles()).map(({ email }) => email)).toEqual(['troi@example.org'])
  })

  test('holds five handles for an address at most', async () => {
    const wanted = ['first_one', 'second_one', 'third_one', 'fourth_one', 'fifth_one', 'sixth_one']
    for (const preferred_username of wanted) await signUp({ preferred_username })
    expect(await heldHandles()).toHaveLength(5)
    expect((await heldHandles()).map(({ skeleton }) => skeleton)).not.toContain(
      (await sql<{ of: string }>`select handle_skeleton('first_one') as of`.execute(functions.db)).rows[0]?.of,
    )
  })

  test('lets an operator make an account for somebody who has the handle here', async () => {
    await confirm({ preferred_username: 'has_it' })
    const event = preSignUp({ preferred_username: 'has_it' }, 'PreSignUp_AdminCreateUser')
    expect(await functions.invoke('pre-sign-up', event)).toMatchObject({
      event: { response: { autoConfirmUser: false } },
    })
    expect(await heldHandles()).toEqual([])
  })

  test('lets one of many who want a handle at once have it', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, (_, nth) => signUp({ preferred_username: 'riker', email: `riker${nth}@example.org` })),
    )
    expect(outcomes.filter((outcome) => 'event' in outcome)).toHaveLength(1)
    expect(outcomes.filter((outcome) => 'refusal' in outcome && outcome.refusal === 'handle_taken')).toHaveLength(11)
    expect(await heldHandles()).toHaveLength(1)
  })

  test('lets a person try again, and another person have what was held for a day', async () => {
    expect(await signUp()).toHaveProperty('event')
    expect(await signUp()).toHaveProperty('event')
    expect(await signUp({ email: 'other@example.org' })).toEqual({ refusal: 'handle_taken' })
    await sql`update auth.held_handles set expires_at = now() - interval '1 millisecond'`.execute(functions.db)
    expect(await signUp({ email: 'other@example.org' })).toHaveProperty('event')
    expect(await signUp()).toEqual({ refusal: 'handle_taken' })
  })
})

describe('post-confirmation', () => {
  test('writes the row of the person, once, and frees what the sign-up has held', async () => {
    const sub = randomUUID()
    await signUp()
    const event = postConfirmation({ sub, preferred_username: 'Worf', name: '  Worf, son of Mogh ' })
    const outcomes = await Promise.all(Array.from({ length: 4 }, () => functions.invoke('post-confirmation', event)))
    expect(outcomes.every((outcome) => 'event' in outcome)).toBe(true)
    expect(await people()).toEqual([{ sub, handle: 'worf', name: 'Worf, son of Mogh' }])
    expect(await heldHandles()).toEqual([])
  })

  test('does nothing when a password was replaced', async () => {
    const event = postConfirmation({}, 'PostConfirmation_ConfirmForgotPassword')
    expect(await functions.invoke('post-confirmation', event)).toEqual({ event })
    expect(await people()).toEqual([])
  })

  test.each([undefined, '', 'Cruddur Support', 'x'.repeat(51), 'a\u202eb'])(
    'calls a person by the handle whose name is %j',
    async (name) => {
      expect(await confirm({ name })).toHaveProperty('event')
      expect(await people()).toMatchObject([{ handle: 'worf', name: 'worf' }])
    },
  )

  test('fails when somebody else has the handle, or it is none', async () => {
    await sql`insert into users (cognito_user_uuid, handle, display_name)
      values (gen_random_uuid(), 'tim_mike', 'Tim')`.execute(functions.db)
    await signUp({ preferred_username: 'troi', email: 'troi@example.org' })
    expect(await confirm({ preferred_username: 'tim_mike' })).toEqual({ refusal: 'handle_taken' })
    expect(await confirm({ preferred_username: 'tim_rnike' })).toEqual({ refusal: 'handle_taken' })
    expect(await confirm({ preferred_username: 'troi' })).toEqual({ refusal: 'handle_taken' })
    expect(await confirm({ preferred_username: 'admin' })).toEqual({ refusal: 'handle_invalid' })
    expect(await people()).toHaveLength(1)
  })

  test('takes a subject as Cognito makes them, with a variant that RFC 9562 does not know', async () => {
    const sub = '0468d4d8-5021-70bf-f9a0-e5e0c3ca8b1c'
    expect(await confirm({ sub })).toHaveProperty('event')
    expect(await people()).toMatchObject([{ sub }])
  })

  test('does not bring back a deleted account', async () => {
    const sub = randomUUID()
    await sql`insert into deleted_accounts (sub) values (${sub})`.execute(functions.db)
    expect(await confirm({ sub })).toHaveProperty('event')
    expect(await people()).toEqual([])
  })
})

const oddEvents: [string, unknown][] = [
  ['null', null],
  ['a text', 'PostConfirmation_ConfirmSignUp'],
  ['a list', []],
  ['an empty object', {}],
  ['another trigger', postConfirmation({}, 'PreTokenGeneration_HostedAuth')],
  ['an unknown source', postConfirmation({}, 'PostConfirmation_')],
  ['a source that is no text', { ...postConfirmation(), triggerSource: { $ne: '' } }],
  ['no request', { ...postConfirmation(), request: undefined }],
  ['no attributes', { ...postConfirmation(), request: {} }],
  ['no address', postConfirmation({ email: undefined })],
  ['an address that is none', postConfirmation({ email: 'worf@qonos' + '\u0000' })],
  ['a handle that is no text', postConfirmation({ preferred_username: ['worf'] })],
]

describe.each(functionNames)('%s', (name) => {
  test.each(oddEvents)('refuses %s and does nothing', async (_, event) => {
    expect(await functions.invoke(name, event)).toEqual({ refusal: 'generic_500' })
    expect([await people(), await heldHandles()]).toEqual([[], []])
  })

  test('is small', () => {
    expect(functions.bundles[name].bytes).toBeLessThan(350 * 1024)
  })
})

test('a subject that is no UUID is refused', async () => {
  expect(await confirm({ sub: "1'; drop table users --" })).toEqual({ refusal: 'generic_500' })
})

test.each(['auth.account', 'auth.session', 'auth.sign_ups', 'activities', 'messages'])(
  'the role of the functions cannot read %s',
  async (table) => {
    await expect(sql`select from ${sql.table(table)}`.execute(functions.asRole)).rejects.toThrow('permission denied')
  },
)

test('the role of the functions sees handles, and no address', async () => {
  await sql`select handle from auth."user"`.execute(functions.asRole)
  await expect(sql`select email from auth."user"`.execute(functions.asRole)).rejects.toThrow('permission denied')
})

test('a connection that was closed between two events is replaced', async () => {
  await confirm({ preferred_username: 'before' })
  await functions.endConnections()
  expect(await confirm({ preferred_username: 'after', email: 'after@example.org' })).toHaveProperty('event')
  expect((await people()).map(({ handle }) => handle)).toEqual(['after', 'before'])
})

test('a database that lets it wait is not waited for, and nothing is lost', async () => {
  await functions.db.transaction().execute(async (transaction) => {
    await sql`lock table users in access exclusive mode`.execute(transaction)
    expect(await confirm()).toEqual({ refusal: 'database_unavailable' })
  })
  expect(await confirm()).toHaveProperty('event')
})
