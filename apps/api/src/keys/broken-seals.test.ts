import { readFile, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { exportAccount } from '@cruddur/contract/account'
import type { Endpoint } from '@cruddur/contract/endpoint'
import { homeActivities } from '@cruddur/contract/feeds'
import { createMessage, listMessageGroups, listMessages } from '@cruddur/contract/messages'
import { listNotifications } from '@cruddur/contract/notifications'
import { likeActivity } from '@cruddur/contract/reactions'
import { listTrends } from '@cruddur/contract/trends'
import { groupUuidOf } from '@cruddur/message-stores/group-uuid'
import { sql } from 'kysely'
import { expect, it, onTestFinished } from 'vitest'
import { buildApp } from '../app.ts'
import { call } from '../testing/contract-call.ts'
import { useTestApp } from '../testing/test-app.ts'
import { openKeys } from './open-keys.ts'

const test = await useTestApp()
const worf = await test.member('worf')
const data = await test.member('data')

/** Changes a byte of everything that is sealed in rows of a table. */
const breakSeals = (table: string, which = sql`true`) =>
  sql`update ${sql.table(table)} set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1) where ${which}`.execute(
    test.db,
  )

it('words whose seal is broken are left out of lists, and the log says so once for each table, without words', async () => {
  await test.crud(worf, { message: 'canaryone #canarytag' })
  await test.crud(worf, { message: 'canarytwo' })
  await test.call(createMessage, { handle: 'data', message: 'canarymessage' }, { as: worf })
  for (const table of ['activities', 'activity_tags', 'messages']) await breakSeals(table)
  await test.crud(worf, { message: 'whole' })
  await test.call(createMessage, { handle: 'data', message: 'whole' }, { as: worf })

  const home = await test.call(homeActivities, {})
  expect([home.status, home.reply.map(({ message }) => message)]).toEqual([200, ['whole']])
  expect((await test.call(listTrends, {})).reply).toEqual([])
  const group = groupUuidOf(worf.uuid, data.uuid)
  const messages = await test.call(listMessages, { message_group_uuid: group }, { as: data })
  expect(messages.reply.map(({ message }) => message)).toEqual(['whole'])
  expect((await test.call(listMessageGroups, {}, { as: data })).status).toBe(200)

  const lines = test.logged().split('\n')
  const tables = lines.filter((line) => line.includes('cannot be opened')).map((line) => JSON.parse(line).table)
  expect(tables.sort()).toEqual(['activities', 'activity_tags', 'messages'])
  expect(test.logged()).not.toContain('canary')
})

it('no list ends with what cannot be opened: the next page is linked, and an export goes on', async () => {
  const [one, other] = [await test.member('one'), await test.member('other')]
  const send = async (handle: string, message: string) =>
    expect((await test.call(createMessage, { handle, message }, { as: one })).status).toBe(200)
  const cruds = [await test.crud(one, { message: 'whole crud' }), await test.crud(one), await test.crud(one)]
  for (const { uuid } of cruds) await test.call(likeActivity, { uuid }, { as: other })
  await send('other', 'whole group')
  await send('data', 'whole message')
  const { rows } = await sql<{ uuid: string }>`select uuid from messages where user_uuid = ${one.uuid}`.execute(test.db)
  const whole = [...rows.map(({ uuid }) => uuid), cruds[0]?.uuid]
  for (const message of ['later', 'latest']) await send('data', message)
  await send('worf', 'latest of all')
  // More rows than an export reads at once. Sealed words do not open in another row.
  await sql`insert into activities (user_uuid, sealed, created_at, expires_at)
    select user_uuid, sealed, created_at - n * interval '1 s', expires_at from activities, generate_series(1, 210) n
    where uuid = ${cruds[2]?.uuid}`.execute(test.db)
  await sql`insert into messages (group_uuid, user_uuid, sealed, created_at, expires_at)
    select group_uuid, user_uuid, sealed, created_at + n * interval '1 ms', expires_at from generate_series(1, 110) n,
      (select * from messages where user_uuid = ${one.uuid} and group_uuid = ${groupUuidOf(one.uuid, data.uuid)}
        order by created_at desc limit 1) latest`.execute(test.db)
  for (const table of ['activities', 'messages']) await breakSeals(table, sql`uuid <> all (${whole}::uuid[])`)

  /** What a client collects that follows the links. */
  async function walk(endpoint: Endpoint, args: object, limit: string): Promise<string> {
    const bodies: string[] = []
    for (let page = await test.call(endpoint, { ...args, limit }, { as: one }); ; ) {
      bodies.push(page.raw.body)
      if (!page.next) return bodies.join()
      page = await test.call(endpoint, {}, { as: one, url: page.next })
    }
  }
  const message_group_uuid = groupUuidOf(one.uuid, data.uuid)
  expect(await walk(listMessages, { message_group_uuid }, '40')).toContain('whole message')
  expect(await walk(listMessageGroups, {}, '1')).toContain('whole group')
  expect(await walk(listNotifications, {}, '1')).toContain('whole crud')
  const { raw } = await test.call(exportAccount, {}, { as: one })
  for (const words of ['whole crud', 'whole group', 'whole message']) expect(raw.body).toContain(words)
})

it('when the ring is lost, the SQL of docs/operate.md leaves a server that works with a new one', async () => {
  await test.crud(worf, { message: 'sealed with the lost ring #lost' })
  await test.call(createMessage, { handle: 'data', message: 'lost too' }, { as: worf })
  const open = () => openKeys(test.config, test.db, test.ports.log)
  await rm(join(test.config.dataDir, 'keys'), { recursive: true })
  await expect(open()).rejects.toThrow('see "Keys" in docs/operate.md')

  const document = await readFile(resolve(import.meta.dirname, '../../../../docs/operate.md'), 'utf8')
  const [, section = ''] = document.split('\n## Keys\n')
  const [, statements = ''] = /```sql\n([^`]*)```/.exec(section) ?? []
  await sql.raw(statements).execute(test.db)
  for (const table of ['activities', 'activity_tags', 'messages', 'reports']) {
    expect((await sql`select from ${sql.table(table)}`.execute(test.db)).rows, table).toEqual([])
  }

  const keys = await open()
  const app = await buildApp(test.config, { ...test.ports, keys })
  onTestFinished(async () => {
    await app.close()
    await keys.close()
  })
  expect((await call(app, homeActivities, {})).reply).toEqual([])
})
