import { readFile, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { homeActivities } from '@cruddur/contract/feeds'
import { createMessage, listMessageGroups, listMessages } from '@cruddur/contract/messages'
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

/** Changes a byte of everything that is sealed in the rows of a table. */
const breakSeals = (table: string) =>
  sql`update ${sql.table(table)} set sealed = set_byte(sealed, 20, get_byte(sealed, 20) # 1)`.execute(test.db)

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
