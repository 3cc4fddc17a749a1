import { randomUUID } from 'node:crypto'
import * as contract from '@cruddur/contract/activities'
import type { Endpoint } from '@cruddur/contract/endpoint'
import { endpoints } from '@cruddur/contract/endpoints'
import { carriesPosition } from '@cruddur/contract/stream-position'
import { groupUuidOf } from '@cruddur/message-stores/group-uuid'
import { createPostgresMessages } from '@cruddur/message-stores/postgres/postgres-messages'
import { sealCrud } from '@cruddur/storage/cruds/sealed-cruds'
import { tagRows } from '@cruddur/storage/cruds/sealed-cruds.store'
import type { Db } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { buildApp } from '../app.ts'
import { call } from '../testing/contract-call.ts'
import { insertCrud } from '../testing/cruds.ts'
import { type Member, useTestApp } from '../testing/test-app.ts'
import { directWords, probes, replyWords, type Scene, words } from './testing/expiry-probes.ts'

/**
 * Guarantees 1, 3 and 6 at the very instant. PostgreSQL's now() stands still within a transaction, so the whole app runs
 * in one: now is exactly one second before the deadline of a crud, the deadline, or one second after it. No test waits or
 * races. Nothing erases: the erasure loop is not part of the app.
 */
const test = await useTestApp({ VISITORS_BEHIND_MS: '5' })
const worf = await test.member('worf', 'Worf')
const data = await test.member('data', 'Data')

it('every endpoint of the contract has a probe, which agrees with it on whether its reply can hold a crud', () => {
  expect(Object.keys(probes).sort()).toEqual(Object.keys(endpoints).sort())
  const holding = Object.entries(probes).filter(([, { shows, tells, writes }]) => shows || tells || writes)
  const declared = Object.entries(endpoints).filter(([, { holdsCruds }]) => holdsCruds)
  expect(holding.map(([name]) => name).sort()).toEqual(declared.map(([name]) => name).sort())
})

/** Runs with the app and a crud, with a reply to it, that expires in `left` seconds, all at one instant. */
async function at(
  left: number,
  run: (ask: (name: string, as?: Member) => Promise<Answer>, db: Db, scene: Scene) => Promise<void>,
) {
  const rollback = new Error('only to roll back')
  const frozen = test.db.transaction().execute(async (db) => {
    const app = await appOn(db)
    const uuid = await insertCrud({ db, keys: test.keys }, { user_uuid: worf.uuid, message: words, left })
    const reply = await insertCrud(
      { db, keys: test.keys },
      {
        user_uuid: worf.uuid,
        message: replyWords,
        left,
        reply_to_activity_uuid: uuid,
        age: 60,
      },
    )
    await insertTraces(db, [uuid, reply])
    const { group_uuid, direct } = await insertDirectMessage(db, left)
    const expires_at = await selectDeadline(db, uuid)
    const scene = { uuid, reply, handle: worf.handle, expires_at, direct, message_group_uuid: group_uuid }
    const ask = (name: string, as?: Member) =>
      call(app, endpoints[name] as Endpoint, probes[name]?.args?.(scene) ?? {}, {
        as,
        headers: probes[name]?.headers ?? {},
      })
    await run(ask, db, scene).finally(() => app.close())
    throw rollback
  })
  await expect(frozen).rejects.toBe(rollback)
}
type Answer = Awaited<ReturnType<typeof call>>

/** The app with everything that it keeps in this transaction. */
const appOn = (db: Db) =>
  buildApp(test.config, {
    ...test.ports,
    db,
    costlyDb: db,
    backgroundDb: db,
    messages: createPostgresMessages(db, test.ports.keys),
  })

/** Data wrote to Worf, who has not read it. */
async function insertDirectMessage(db: Db, left: number) {
  const direct = randomUUID()
  // Longer than it lives, so that the deadline alone hides it.
  const sealed = test.ports.keys.seal(directWords, new Date(Date.now() + 3_600_000), `messages.message:${direct}`)
  const { rows } = await sql<{ group_uuid: string; direct: string }>`
    with g as (
      insert into message_groups (uuid, one_uuid, other_uuid, last_at, expires_at)
      select ${groupUuidOf(worf.uuid, data.uuid)}::uuid, least(${worf.uuid}::uuid, ${data.uuid}), greatest(${worf.uuid}::uuid, ${data.uuid}),
        now() - interval '1 minute', now() + interval '29 days'
      returning uuid, last_at
    )
    insert into messages (uuid, group_uuid, user_uuid, sealed, created_at, expires_at)
    select ${direct}, uuid, ${data.uuid}, ${sealed}, last_at, date_trunc('milliseconds', now()) + ${left} * interval '1 second' from g
    returning group_uuid, uuid as direct`.execute(db)
  return rows[0] as { group_uuid: string; direct: string }
}

async function selectDeadline(db: Db, uuid: string): Promise<string> {
  const { rows } = await sql<{ expires_at: string }>`select expires_at from activities where uuid = ${uuid}`.execute(db)
  return rows[0]?.expires_at as string
}

/** Likes, a tag by two people and stream events, straight into the tables: an expired crud cannot be liked. */
async function insertTraces(db: Db, uuids: string[]): Promise<void> {
  await sql`insert into notifications (user_uuid, actor_uuid, kind, activity_uuid)
    select ${worf.uuid}, ${data.uuid}, 'like', uuid from unnest(${uuids}::uuid[]) uuid`.execute(db)
  const endsAt = new Date(Math.max(Date.now(), Date.parse(await selectDeadline(db, uuids[0] ?? ''))))
  const tagged = uuids.map((uuid) => sealCrud(test.keys, { uuid, message: '#canary', endsAt }))
  await sql`insert into activity_tags (activity_uuid, tag, beginnings, sealed, user_uuid, created_at)
    select activity_uuid, tag, beginnings::bigint[], sealed, author, now()
    from ${tagRows(tagged)} join unnest(${uuids}::uuid[], ${[worf.uuid, data.uuid]}::uuid[]) t (uuid, author)
      on t.uuid = activity_uuid`.execute(db)
  await sql`insert into stream_events (kind, activity_uuid, expires_at)
    select kind, uuid, case when kind = 'burnt' then expires_at end
    from unnest(array['crud', 'counts', 'shortened', 'burnt']) kind, activities where uuid = any (${uuids}::uuid[])
    `.execute(db)
}

const inContract = Object.entries(endpoints).filter(([, { path }]) => !path.startsWith('/api/identity/'))

describe.each([
  ['one second before T', 1, true],
  ['at T', 0, false],
  ['one second after T', -1, false],
])('guarantee 1: %s', (_name, left, alive) => {
  it.each(inContract)('%s', async (name) => {
    await at(left, async (ask, _db, scene) => {
      const { alive: status = 200, shows = [], tells, writes } = probes[name] ?? {}
      for (const as of [undefined, worf]) {
        const { raw } = await ask(name, as)
        const allowed = !!as || endpoints[name]?.caller !== 'member'
        if (alive) expect(raw.statusCode, raw.body).toBe(allowed ? status : 401)
        expect(raw.statusCode, raw.body).toBeLessThan(500)
        for (const canary of [words, replyWords, directWords]) {
          expect(raw.body.includes(canary), `${name} shows ${canary}`).toBe(alive && allowed && shows.includes(canary))
        }
        if (raw.statusCode === 200 && carriesPosition(endpoints[name] as Endpoint)) {
          expect(raw.headers['stream-position'], `guarantee 8: ${name} says where a stream has to begin`).toMatch(
            /^\d+-\d+$/,
          )
        }
        if (tells) expect(raw.body.includes(tells(scene)), `${name} tells ${tells(scene)}`).toBe(alive && allowed)
        if (writes) expect(raw.body.includes(writes), `${name} writes ${writes}`).toBe(raw.statusCode === 200)
        for (const uuid of alive ? [] : [scene.uuid, scene.direct]) {
          expect(JSON.stringify([raw.body, raw.headers])).not.toContain(uuid)
        }
      }
    })
  })

  it('a reply to it is accepted while it lives and not after', async () => {
    await at(left, async (ask) => {
      const { status } = await ask('replyToActivity', worf)
      expect(status).toBe(alive ? 200 : 404)
    })
  })

  it('guarantee 6: counts are of the living only', async () => {
    await at(left, async (ask) => {
      const { raw } = await ask('userActivities')
      expect(raw.json().profile.cruds_count).toBe(alive ? 2 : 0)
    })
  })

  it('guarantee 6: search, trends and the unread badge show the living only', async () => {
    await at(left, async (ask) => {
      expect((await ask('searchActivities')).raw.json()).toHaveLength(alive ? 2 : 0)
      expect((await ask('searchActivities', worf)).raw.json()).toHaveLength(alive ? 2 : 0)
      const trend = { tag: 'canary', cruds_count: 2, people_count: 2 }
      expect((await ask('listTrends')).raw.json()).toMatchObject(alive ? [trend] : [])
      expect((await ask('countUnreadNotifications', worf)).raw.json()).toEqual({ unread_count: alive ? 2 : 0 })
    })
  })

  it('guarantee 6: unread counts and lists of messages show the living only', async () => {
    await at(left, async (ask) => {
      expect((await ask('showMessageGroup', worf)).raw.json()).toMatchObject({ unread_count: alive ? 1 : 0 })
      expect((await ask('findMessageGroup', worf)).raw.json()).toMatchObject({ unread_count: alive ? 1 : 0 })
      expect((await ask('listMessageGroups', worf)).raw.json()).toHaveLength(alive ? 1 : 0)
      expect((await ask('listMessages', worf)).raw.json()).toHaveLength(alive ? 1 : 0)
    })
  })

  it('guarantee 8: a resumed stream sends events of the living only', async () => {
    await at(left, async (ask, _db, { uuid, reply }) => {
      const told = (await ask('openStream')).raw.json() as { kind: string; uuid: string }[]
      const kindsOf = (id: string) => [...new Set(told.flatMap((event) => (event.uuid === id ? event.kind : [])))]
      const kinds = alive ? ['burnt', 'counts', 'crud', 'shortened'] : []
      expect([kindsOf(uuid).sort(), kindsOf(reply).sort()]).toEqual([kinds, kinds])
    })
  })

  it('guarantee 6: no cursor leads on to the dead', async () => {
    await at(left, async (_ask, db) => {
      const app = await appOn(db)
      for (const endpoint of [endpoints['searchActivities'], endpoints['listNotifications']] as Endpoint[]) {
        const { raw } = await call(app, endpoint, { term: 'canary', limit: '1' }, { as: worf })
        expect(raw.headers['link'] !== undefined, endpoint.path).toBe(alive)
      }
      await app.close()
    })
  })

  it('guarantee 3: its page names its author and its deadline, never its words', async () => {
    await at(left, async (_ask, db, { handle, uuid }) => {
      const app = await appOn(db)
      const page = await app.inject({ url: `/@${handle}/status/${uuid}` })
      await app.close()
      expect(page.statusCode).toBe(alive ? 200 : 404)
      expect(page.body.includes('og:title')).toBe(alive)
      expect(page.body).not.toContain(words)
      expect(page.headers['cache-control']).toBe('no-store')
      expect(page.headers['x-robots-tag']).toContain('noarchive')
    })
  })
})

it('guarantee 4: a burnt parent takes its replies along and leaves no 500', async () => {
  await at(60, async (ask, db, scene) => {
    await sql`delete from activities where uuid = ${scene.uuid}`.execute(db)
    for (const name of ['homeActivities', 'userActivities', 'activityThread', 'showActivity', 'replyToActivity']) {
      const { status, raw } = await ask(name, worf)
      expect(status, name).toBeLessThan(500)
      expect(raw.body).not.toContain('canary')
    }
  })
})

it('guarantee 1: an expired crud is as absent as one that never was, to the byte', async () => {
  await at(-1, async (ask) => {
    const dead = await ask('showActivity', worf)
    const never = await test.call(contract.showActivity, { uuid: '018f0000-0000-7000-8000-000000000000' }, { as: worf })
    expect(dead.raw.body).toBe(never.raw.body)
  })
})
