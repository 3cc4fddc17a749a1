import { exportAccount } from '@cruddur/contract/account'
import { burnActivity, replyToActivity } from '@cruddur/contract/activities/publishing'
import { likeActivity, repostActivity } from '@cruddur/contract/reactions'
import { blockPerson, followPerson, mutePerson } from '@cruddur/contract/relations'
import { reportActivity, reportPerson } from '@cruddur/contract/reports'
import { updateProfile } from '@cruddur/contract/users/profile-change'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { call } from '../../testing/contract-call.ts'
import { insertCrud } from '../../testing/cruds.ts'
import { type Member, startTestApp, type TestApp } from '../../testing/test-app.ts'
import { type IdentityApp, startIdentityApp } from '../identity/testing/identity-app.ts'
import { signUpAndIn } from '../identity/testing/sign-up-and-in.ts'

type Rows = Record<string, unknown>[]
type Export = { exported_at: string; profile: Record<string, unknown> } & Record<
  'cruds' | 'likes' | 'reposts' | 'following' | 'followers' | 'muted' | 'blocked' | 'notifications' | 'reports',
  Rows
>

let test: TestApp
let [worf, data, troi, lore] = [] as Member[] as [Member, Member, Member, Member]
beforeAll(async () => {
  test = await startTestApp()
  worf = await test.member('worf', 'Worf')
  data = await test.member('data')
  troi = await test.member('troi')
  lore = await test.member('lore')
})
afterAll(() => test.close())

async function exported(as: Member) {
  const { raw } = await test.call(exportAccount, {}, { as })
  expect(raw.statusCode, raw.body).toBe(200)
  return { file: raw.json() as Export, raw }
}

describe('the export', () => {
  it('is a file with today’s date that no cache keeps, with empty lists for a new account', async () => {
    const { file, raw } = await exported(await test.member('fresh', 'Fresh "quotes" \u{1F4A3}'))
    expect(raw.headers['content-disposition']).toBe(
      `attachment; filename="cruddur-fresh-${file.exported_at.slice(0, 10)}.json"`,
    )
    expect(raw.headers['content-type']).toBe('application/json; charset=utf-8')
    expect(raw.headers['cache-control']).toBe('no-store')
    expect(Math.abs(Date.parse(file.exported_at) - Date.now())).toBeLessThan(60_000)
    const { profile, exported_at: _at, ...lists } = file
    expect(profile).toMatchObject({
      handle: 'fresh',
      display_name: 'Fresh "quotes" \u{1F4A3}',
      bio: '',
      face: null,
      email: null,
    })
    expect(lists).toEqual({
      cruds: [],
      likes: [],
      reposts: [],
      following: [],
      followers: [],
      muted: [],
      blocked: [],
      muted_words: [],
      passkeys: [],
      notifications: [],
      reports: [],
      messages: [],
    })
  })

  it('holds what the person wrote and did, other people by their handles, and none of their words', async () => {
    const theirs = await test.crud(data, { message: "canary: another's words, @worf" })
    const mine = await test.crud(worf, { message: 'Today is a "good" day\nto die \\ \u2028' })
    const reply = (await test.call(replyToActivity, { uuid: theirs.uuid, message: 'Indeed.' }, { as: worf })).reply
    await test.call(replyToActivity, { uuid: mine.uuid, message: 'canary: an answer' }, { as: data })
    for (const endpoint of [likeActivity, repostActivity]) await test.call(endpoint, theirs, { as: worf })
    await test.call(likeActivity, mine, { as: data })
    await test.call(followPerson, { handle: 'data' }, { as: worf })
    await test.call(followPerson, { handle: 'worf' }, { as: data })
    await test.call(mutePerson, { handle: 'troi' }, { as: worf })
    await test.call(blockPerson, { handle: 'lore' }, { as: worf })
    await test.call(reportActivity, { uuid: theirs.uuid, reason: 'other', note: 'Too long.' }, { as: worf })
    await test.call(reportPerson, { handle: 'troi', reason: 'spam' }, { as: worf })
    await test.call(reportPerson, { handle: 'worf', reason: 'spam', note: 'canary: about Worf' }, { as: data })
    await test.call(updateProfile, { display_name: 'Worf', bio: 'canary: a bio' }, { as: data })

    const { file, raw } = await exported(worf)
    expect(raw.body).not.toContain('canary')
    expect(file.cruds.map(({ message }) => message)).toEqual([mine.message, 'Indeed.'])
    expect(file.cruds[0]).toMatchObject({
      uuid: mine.uuid,
      expires_at: mine.expires_at,
      likes_count: 1,
      replies_count: 1,
    })
    expect(file.cruds[1]).toMatchObject({ uuid: reply.uuid, reply_to_activity_uuid: theirs.uuid })
    const reaction = { activity_uuid: theirs.uuid, handle: 'data', created_at: expect.stringMatching(/Z$/) }
    expect([file.likes, file.reposts]).toEqual([[reaction], [reaction]])
    const person = (handle: string) => [{ handle, created_at: expect.stringMatching(/Z$/) }]
    expect([file.following, file.followers]).toEqual([person('data'), person('data')])
    expect([file.muted, file.blocked]).toEqual([person('troi'), person('lore')])
    expect(file.notifications.map(({ kind, actor_handle }) => `${kind} ${actor_handle}`).sort()).toEqual([
      'follow data',
      'like data',
      'mention data',
      'reply data',
    ])
    expect(file.reports).toEqual([
      expect.objectContaining({ handle: 'data', activity_uuid: theirs.uuid, reason: 'other', note: 'Too long.' }),
      expect.objectContaining({ handle: 'troi', activity_uuid: null, reason: 'spam', note: '' }),
    ])
    for (const row of Object.values(file).flat()) expect(row).not.toHaveProperty('gone_at')
  })

  it("does not hold another person's data, nor who blocked its owner", async () => {
    const { raw } = await exported(lore)
    expect(raw.body).not.toMatch(/worf|data|Indeed/)
    expect((await exported(troi)).file.cruds).toEqual([])
  })

  it('is for members with an account', async () => {
    expect((await test.call(exportAccount, {})).codes).toEqual(['generic_401'])
    const ghost = await test.member('ghost')
    await sql`delete from users where uuid = ${ghost.uuid}`.execute(test.db)
    const { status, codes, raw } = await test.call(exportAccount, {}, { as: ghost })
    expect([status, codes, raw.headers['content-disposition']]).toEqual([401, ['generic_401'], undefined])
  })

  it('guarantees 1 and 3: holds nothing of what has expired or was burnt, nor a reference to it', async () => {
    const yar = await test.member('yar')
    const dead = await insertCrud(test, { user_uuid: yar.uuid, message: 'canary', left: 3600 })
    const other = await insertCrud(test, { user_uuid: data.uuid, left: 3600 })
    const burnt = await test.crud(yar, { message: 'canary' })
    for (const uuid of [dead, other]) {
      for (const endpoint of [likeActivity, repostActivity]) await test.call(endpoint, { uuid }, { as: yar })
      await test.call(likeActivity, { uuid }, { as: data })
    }
    await test.call(reportActivity, { uuid: other, reason: 'other', note: 'a note' }, { as: yar })
    expect((await exported(yar)).file.likes).toHaveLength(2)
    await test.call(burnActivity, burnt, { as: yar })
    await sql`update activities set expires_at = now() - interval '1 millisecond' where uuid in (${dead}, ${other})`.execute(
      test.db,
    )
    const { raw, file } = await exported(yar)
    for (const gone of ['canary', dead, other, burnt.uuid]) expect(raw.body).not.toContain(gone)
    expect(file.reports).toEqual([expect.objectContaining({ activity_uuid: null, note: 'a note' })])
  })
})

describe('an export of a large account', { timeout: 120_000 }, () => {
  it('is of one instant, whatever is written while it is read', async () => {
    const riker = await test.member('riker')
    await test.db.transaction().execute(async (db) => {
      await sql`set local statement_timeout = '60s'`.execute(db)
      await sql`insert into activities (user_uuid, sealed, created_at, expires_at)
        select ${riker.uuid}, unsealed('crud ' || n), now() - n * interval '1 ms', now() + interval '1 day'
        from generate_series(1, 5000) n`.execute(db)
      await sql`insert into likes (activity_uuid, user_uuid) select uuid, user_uuid from activities
        where user_uuid = ${riker.uuid}`.execute(db)
    })
    // A burn takes the crud and the like at once: an export that read the two at different times would tell them apart.
    let burning = true
    const burner = (async () => {
      while (burning)
        await sql`delete from activities where uuid = (select uuid from activities where user_uuid = ${riker.uuid}
          order by created_at desc limit 1)`.execute(test.db)
    })()
    const files = [(await exported(riker)).file, (await exported(riker)).file]
    burning = false
    await burner
    for (const { cruds, likes } of files) {
      expect(cruds.length).toBeGreaterThan(100)
      expect(new Set(likes.map((like) => like['activity_uuid']))).toEqual(new Set(cruds.map((crud) => crud['uuid'])))
    }
    expect(files[0]?.cruds.length).toBeGreaterThan(files[1]?.cruds.length ?? 0)
  })
})

describe('with an identity provider', () => {
  let server: IdentityApp
  beforeAll(async () => {
    server = await startIdentityApp()
  })
  afterAll(() => server.close())

  it("holds the person's own e-mail address", async () => {
    const kira = await signUpAndIn(server.app, server.outbox, { handle: 'kira' })
    await signUpAndIn(server.app, server.outbox, { handle: 'odo' })
    const { raw } = await call(server.app, exportAccount, {}, { as: kira })
    expect(raw.json().profile.email).toBe('kira@example.com')
    expect(raw.body).not.toContain('odo')
  })
})
