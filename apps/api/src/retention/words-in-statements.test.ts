import { activityThread, showActivity } from '@cruddur/contract/activities'
import { createActivity, replyToActivity, shortenActivity } from '@cruddur/contract/activities/publishing'
import { completeHashtags } from '@cruddur/contract/completion/completion'
import { homeActivities } from '@cruddur/contract/feeds'
import { createMessage } from '@cruddur/contract/messages'
import { listNotifications } from '@cruddur/contract/notifications'
import { reportActivity } from '@cruddur/contract/reports'
import { searchActivities } from '@cruddur/contract/search'
import { listTrends } from '@cruddur/contract/trends'
import { connect } from '@cruddur/storage/postgres'
import { afterAll, expect, it } from 'vitest'
import { openMessages } from '../adapters.ts'
import { buildApp } from '../app.ts'
import { call } from '../testing/contract-call.ts'
import { useTestApp } from '../testing/test-app.ts'

const test = await useTestApp()
const worf = await test.member('worf')
const data = await test.member('data')

/** Every statement with its parameters, as it is sent. */
const sent: string[] = []
const db = connect(test.config.database.kind === 'url' ? test.config.database.url : '', {
  observeStatements: {
    plugins: [],
    log: ({ query }) => void sent.push(`${query.sql}\n${query.parameters.map(asText).join('\n')}`),
  },
})
const messages = await openMessages(test.config, { db, keys: test.keys, log: test.ports.log })
const app = await buildApp(test.config, { ...test.ports, db, costlyDb: db, backgroundDb: db, messages })
afterAll(async () => {
  await app.close()
  await messages.close()
  await db.destroy()
})

function asText(parameter: unknown): string {
  if (Buffer.isBuffer(parameter)) return parameter.toString('latin1')
  return typeof parameter === 'object' ? JSON.stringify(parameter) : String(parameter)
}

// What PostgreSQL never learns it writes nowhere: to no table, temporary file, log, notification or core dump.
it('guarantee 11: no statement holds a plain word of a crud or a message, nor do its parameters', async () => {
  const headers = { 'idempotency-key': 'statements' }
  const message = 'canarycrud about #canarytag'
  const { uuid } = (await call(app, createActivity, { message, ttl: '1-day' }, { as: worf, headers })).reply
  await call(app, createActivity, { message: 'also #canarytag', ttl: '7-days' }, { as: data })
  const reply = await call(app, replyToActivity, { uuid, message: 'canaryreply @worf' }, { as: data })
  await call(app, createMessage, { handle: 'data', message: 'canarymessage' }, { as: worf, headers })
  const complaint = { uuid, reason: 'spam', note: 'canarynote' } as const
  expect((await call(app, reportActivity, complaint, { as: data })).status).toBe(200)

  // Each of these has opened words to show.
  const found = await call(app, searchActivities, { term: '"canarycrud about"' }, { as: data })
  expect(found.reply).toMatchObject([{ message }])
  expect((await call(app, searchActivities, { term: '#canarytag' }, {})).reply).toHaveLength(2)
  expect((await call(app, listTrends, {}, { as: data })).reply).toMatchObject([{ tag: 'canarytag', people_count: 2 }])
  expect((await call(app, completeHashtags, { prefix: 'canaryt' }, { as: data })).reply).toEqual(['canarytag'])
  expect((await call(app, homeActivities, {}, { as: data })).reply).toHaveLength(2)
  expect((await call(app, showActivity, { uuid }, {})).reply.message).toBe(message)
  expect((await call(app, activityThread, { handle: 'worf', uuid }, {})).raw.body).toContain(reply.reply.message)
  expect((await call(app, listNotifications, {}, { as: worf })).raw.body).toContain('canaryreply')
  expect((await call(app, shortenActivity, { uuid, ttl: '1-hour' }, { as: worf })).reply.message).toBe(message)

  expect(sent.length).toBeGreaterThan(20)
  expect(sent.filter((statement) => statement.includes('canary'))).toEqual([])
})
