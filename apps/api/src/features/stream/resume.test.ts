import { isDeepStrictEqual } from 'node:util'
import { burnActivity } from '@cruddur/contract/activities/publishing'
import { likeActivity } from '@cruddur/contract/reactions'
import { openStream } from '@cruddur/contract/stream'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { expireCrud, insertCrud } from '../../testing/cruds.ts'
import { listenToStream } from '../../testing/listen-to-stream.ts'
import { type Member, useTestApp } from '../../testing/test-app.ts'
import { selectPosition } from './stream.store.ts'

const test = await useTestApp()
const worf = await test.member('worf')
const data = await test.member('data')
await test.app.listen({ host: '127.0.0.1', port: 0 })

/**
 * The position behind everything so far. Tests of other files use the same PostgreSQL: while one of their transactions runs that
 * began before, a position is before it, and what was told since is told again.
 */
const here = async () => {
  const { rows } = await sql<{ next: string }>`
    select pg_snapshot_xmax(pg_current_snapshot())::text as next`.execute(test.db)
  const next = BigInt(rows[0]?.next ?? 0)
  let position = await selectPosition(test.db)
  const isBehind = async () => {
    position = await selectPosition(test.db)
    return BigInt(position.horizon) >= next
  }
  await expect.poll(isBehind, { interval: 5 }).toBe(true)
  return `${position.at}-${position.horizon}`
}
/** What a reader is told first who was last told what `id` says. What is told to all while they join may come to them twice. */
async function resumeAt(id: string, as?: Member) {
  const { raw } = await test.call(openStream, {}, { as, headers: { 'last-event-id': id } })
  const events: { uuid: string }[] = raw.json()
  return events.filter((event, n) => events.findIndex((other) => isDeepStrictEqual(other, event)) === n)
}

it('a broken stream resumes where it was, on any server, and misses nothing', async () => {
  const stream = await listenToStream(test.app)
  const first = await test.crud(worf)
  await stream.until((heard) => heard.some((event) => event.kind === 'crud' && event.uuid === first.uuid))
  await stream.close()
  const missed = [await test.crud(worf), await test.crud(data)]
  const resumed = await listenToStream(test.app, { lastEventId: stream.lastEventId() })
  const uuids = missed.map(({ uuid }) => uuid)
  const heard = () => resumed.heard().map((event) => ('uuid' in event ? event.uuid : ''))
  await resumed.until(() => uuids.every((uuid) => heard().includes(uuid)))
  // The first may be told again, if another file's transaction ran when the stream broke.
  expect(heard().filter((uuid) => uuid !== first.uuid)).toEqual(uuids)
  await resumed.close()
  const again: { uuid: string }[] = await resumeAt(resumed.lastEventId())
  expect(again.filter(({ uuid }) => ![first.uuid, ...uuids].includes(uuid))).toEqual([])
  expect(await resumeAt(await here())).toEqual([])
})

it('an event that is committed late is not missed, live or resumed', async () => {
  const stream = await listenToStream(test.app)
  const late = await test.db.transaction().execute(async (db) => {
    const uuid = await insertCrud({ db, keys: test.keys }, { user_uuid: worf.uuid })
    const sooner = await insertCrud(test, { user_uuid: data.uuid })
    await stream.until((heard) => heard.some((event) => 'uuid' in event && event.uuid === sooner))
    return { uuid, id: stream.lastEventId() }
  })
  await stream.until((heard) => heard.some((event) => 'uuid' in event && event.uuid === late.uuid))
  expect(stream.heard().filter((event) => event.kind === 'crud')).toHaveLength(2)
  await stream.close()
  expect(await resumeAt(late.id)).toContainEqual(expect.objectContaining({ kind: 'crud', uuid: late.uuid }))
})

it('guarantee 8: cruds that expired or were burnt in between are not replayed', async () => {
  const id = await here()
  const burnt = await test.crud(worf)
  const expired = await insertCrud(test, { user_uuid: worf.uuid, left: 60 })
  const living = await test.crud(worf)
  await test.call(burnActivity, { uuid: burnt.uuid }, { as: worf })
  await expireCrud(test.db, expired)
  expect(await resumeAt(id)).toEqual([
    expect.objectContaining({ kind: 'crud', uuid: living.uuid }),
    { kind: 'burnt', uuid: burnt.uuid },
  ])
})

it('guarantee 8: no event says that a crud was burnt once the crud would have expired', async () => {
  const id = await here()
  const uuid = await insertCrud(test, { user_uuid: worf.uuid, left: 60 })
  await sql`delete from activities where uuid = ${uuid}`.execute(test.db)
  expect(await resumeAt(id)).toEqual([{ kind: 'burnt', uuid }])
  await sql`update stream_events set expires_at = now() - interval '1 millisecond' where kind = 'burnt' and activity_uuid = ${uuid}`.execute(
    test.db,
  )
  expect(await resumeAt(id)).toEqual([])
})

it('notifications are replayed to their receivers, as one number', async () => {
  const uuids = [(await test.crud(worf)).uuid, (await test.crud(worf)).uuid]
  const id = await here()
  for (const uuid of uuids) await test.call(likeActivity, { uuid }, { as: data })
  const counts = uuids.map((uuid) => expect.objectContaining({ kind: 'counts', uuid, likes_count: 1 }))
  expect(await resumeAt(id)).toEqual(counts)
  expect(await resumeAt(id, data)).toEqual(counts)
  expect(await resumeAt(id, worf)).toEqual([...counts, { kind: 'notification', unread_count: 2 }])
})

it.each([
  ['nothing', () => ''],
  ['words', () => 'hello'],
  ['numbers that are too large', () => `${'9'.repeat(40)}-${'9'.repeat(40)}`],
  ['a transaction that has not been', () => `${Date.now()}-999999999999`],
  ['a time before what is kept', () => `${Date.now() - 6 * 60_000}-0`],
  ['SQL', () => `${Date.now()}-0'; drop table users; --`],
])('whoever says that they were told %s last is asked to begin anew', async (_name, id) => {
  expect(await resumeAt(id())).toEqual([{ kind: 'resync' }])
})

it('a reader who missed too many events is told to resync', async () => {
  const id = await here()
  await sql`insert into stream_events (kind, activity_uuid) select 'crud', gen_random_uuid()
    from generate_series(1, 2001)`.execute(test.db)
  expect(await resumeAt(id)).toEqual([{ kind: 'resync' }])
})

it('guarantee 3: an event has no column for words, and nothing of a deleted account is left', async () => {
  const { rows: columns } = await sql<{
    type: string
  }>`select distinct data_type as type from information_schema.columns
    where table_name = 'stream_events' and column_name <> 'kind'`.execute(test.db)
  expect(columns.map(({ type }) => type).sort()).toEqual(['bigint', 'timestamp with time zone', 'uuid', 'xid8'])
  const gone = await test.member('gone')
  const { uuid } = await test.crud(gone)
  await test.call(likeActivity, { uuid }, { as: worf })
  await sql`delete from users where uuid = ${gone.uuid}`.execute(test.db)
  const { rows } = await sql`select * from stream_events e where e::text like ${`%${gone.uuid}%`}`.execute(test.db)
  expect(rows).toEqual([])
})
