import { replyToActivity } from '@cruddur/contract/activities/publishing'
import type { Endpoint } from '@cruddur/contract/endpoint'
import { endpoints } from '@cruddur/contract/endpoints'
import { errorStatus } from '@cruddur/contract/errors'
import { createMessage } from '@cruddur/contract/messages'
import { showPushKey } from '@cruddur/contract/push/push'
import { blockPerson, followPerson } from '@cruddur/contract/relations'
import { reportActivity } from '@cruddur/contract/reports'
import type { LightMyRequestResponse } from 'fastify'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { madeUpCredential } from '../features/identity/testing/made-up-credential.ts'
import { madeUpSubscription } from '../push/testing/made-up-subscription.ts'
import { registeredRoutes } from '../testing/registered-routes.ts'
import { type Member, useTestApp } from '../testing/test-app.ts'
import { authorization, type Role, type Row, roles } from './testing/authorization-table.ts'

const many = '1000000/1h'

const limits = ['SIGN_UP', 'SIGN_IN_ADDRESS', 'SIGN_IN_ACCOUNT', 'CODE_ADDRESS', 'CODE_ACCOUNT', 'LETTER_ADDRESS']
const settings = Object.fromEntries([...limits, 'LETTER_ACCOUNT'].map((name) => [`RATE_LIMIT_${name}`, many]))
const test = await useTestApp({ ...settings, VISITORS_BEHIND_MS: '5' })

it('every endpoint of the contract is in the table', () => {
  expect(Object.keys(authorization).sort()).toEqual(Object.keys(endpoints).sort())
})

it('every endpoint of the contract is served, and nothing else of the API but its documents', () => {
  const promised = Object.values(endpoints).map(({ method, path }) => `${method} ${path}`)
  const documents = ['GET /api/docs', 'GET /api/docs.css']
  const served = registeredRoutes(test.app).filter((route) =>
    /^(?!HEAD )\S+ \/(api|\.well-known|rollbar)\b/.test(route),
  )
  expect(served.sort()).toEqual([...promised, ...documents].sort())
})

// Whoever asks first has the server make its key.
await test.call(showPushKey, {}, { as: await test.member('first') })

let scenes = 0

/** An author with followers, with a crud that has a reply and a report, and the person who asks. */
async function stage(role: Role) {
  const nth = ++scenes
  const words = `words of scene${nth}x for whom the author lets read them`
  const author = await test.member(`author_${nth}x`)
  const witness = await test.member(`witness_${nth}`)
  const { uuid } = await test.crud(author, { message: `${words} #tag${nth}x` })
  await test.call(replyToActivity, { uuid, message: 'I see.' }, { as: witness })
  await test.call(followPerson, { handle: author.handle }, { as: witness })
  await test.call(reportActivity, { uuid, reason: 'other' }, { as: witness })
  const sent = { handle: author.handle, message: `${words} and nobody else` }
  const { reply } = await test.call(createMessage, sent, { as: witness })
  const { message_group_uuid } = reply as { message_group_uuid: string }
  const answer = await test.call(createMessage, { message_group_uuid, message: 'an answer' }, { as: author })
  const { uuid: message_uuid } = answer.reply as { uuid: string }
  const { rows } = await sql<{ uuid: string }>`select uuid from reports where activity_uuid = ${uuid}`.execute(test.db)
  const other = role === 'visitor' || role === 'author' ? undefined : await test.member(`${role}_${nth}`)
  if (role === 'blocked') await test.call(blockPerson, { handle: other?.handle }, { as: author })
  if (role === 'blocker') await test.call(blockPerson, { handle: author.handle }, { as: other })
  const as: Member | undefined = role === 'author' ? author : other
  return { as, author, uuid, words, report: rows[0]?.uuid as string, message_group_uuid, message_uuid, nth }
}
type Scene = Awaited<ReturnType<typeof stage>>

const argsOf = (name: string, { author, uuid, words, report, message_group_uuid, message_uuid, nth }: Scene) => ({
  ...(name !== 'createMessage' && { message_group_uuid }),
  message_uuid,
  handle: name === 'signUp' ? `newcomer_${nth}` : author.handle,
  uuid: name === 'closeReport' ? report : uuid,
  message: 'a word',
  ttl: '1-hour',
  span: 'week',
  limit: '100',
  term: name === 'searchPeople' ? author.handle : name === 'muteWord' ? 'spoilers' : words,
  prefix: name === 'completePeople' ? author.handle : `tag${nth}x`,
  handles: author.handle,
  reason: 'spam',
  display_name: 'Another name',
  face: { letter: 'N', hue: 200 },
  default_lifetime: '1-hour',
  name: name === 'reportWebError' ? 'Error' : 'Newcomer',
  page: '/',
  ...madeUpSubscription(String(nth)),
  frames: [],
  email: `newcomer_${nth}@example.com`,
  password: 'not the right one',
  new_password: 'another password',
  code: '000000',
  credential: madeUpCredential('AAAA'),
})

/** Tables that anybody may change by typing in an e-mail address, and tables of the server itself. */
const notCompared =
  /^(auth\.(attempts|held_handles|passkey_challenges|reset_codes|sign_ups|signing_keys)|public\.(schema_migrations|clock_mark))$/

/** How many rows each table has, and a checksum of them in any order: sorting a thousand scenes takes most of the time. */
async function stored(): Promise<Record<string, string>> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('public', 'auth') order by 1`.execute(test.db)
  const sums = tables
    .filter(({ name }) => !notCompared.test(name))
    .map(
      ({ name }) => sql`select ${name}::text as name, concat(count(*), ' ', sum(hashtextextended(t::text, 0))) as sum
      from ${sql.raw(name)} t`,
    )
  const { rows } = await sql<{ name: string; sum: string }>`${sql.join(sums, sql` union all `)}`.execute(test.db)
  return Object.fromEntries(rows.map(({ name, sum }) => [name, sum]))
}

/** Everything by which a caller could tell two answers apart, but for the time. */
const seen = ({ statusCode, headers, body }: LightMyRequestResponse) => {
  const { date: _date, 'stream-position': _position, ...others } = headers
  return { statusCode, body, headers: others }
}

const nobody = {
  handle: 'nobody_at_all',
  uuid: '018f0000-0000-7000-8000-000000000000',
  message_group_uuid: '018f0000-0000-8000-8000-000000000000',
}

describe.each(Object.entries(authorization))('%s', (name, { cells, changes = [], tells = false, after }: Row) => {
  const endpoint = endpoints[name] as Endpoint
  it.each(roles.map((role, index) => [role, cells[index] ?? 'ok'] as const))('%s: %s', async (role, expected) => {
    const scene = await stage(role)
    const { as } = scene
    const args = argsOf(name, scene)
    if (after) await test.call(endpoints[after] as Endpoint, args, { as })

    const before = await stored()
    const { status, raw } = await test.call(endpoint, args, { as })
    const codes: unknown = status === 200 ? 'ok' : raw.json()
    expect([status, codes]).toEqual(expected === 'ok' ? [200, 'ok'] : [errorStatus[expected], [expected]])
    if (changes.includes(role)) expect(await stored()).not.toEqual(before)
    else expect(await stored()).toEqual(before)

    if (status === 404) {
      const absent = await test.call(endpoint, { ...args, ...nobody }, { as })
      expect(seen(raw)).toEqual(seen(absent.raw))
    }
    // Without the link to the next page, which repeats the request.
    const { link: _link, ...headers } = raw.headers
    const heard = JSON.stringify([headers, raw.body])
    if (role === 'stranger') expect(heard.includes(scene.uuid)).toBe(tells)
    for (const secret of secretsFor(role, scene)) expect(heard).not.toContain(secret)
  })
})

/** What a reply must not hold for people whom a block separates from the author. A blocked person must not see the handle either. */
function secretsFor(role: Role, { author, uuid, words, nth }: Scene): string[] {
  if (role === 'blocker') return [uuid, words, `tag${nth}x`]
  return role === 'blocked' ? [uuid, words, `tag${nth}x`, author.uuid, author.sub, author.handle] : []
}
