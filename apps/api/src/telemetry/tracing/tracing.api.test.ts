import * as contract from '@cruddur/contract/activities'
import * as publishing from '@cruddur/contract/activities/publishing'
import { homeActivities } from '@cruddur/contract/feeds'
import { signUp } from '@cruddur/contract/identity'
import { sql } from 'kysely'
import { afterAll, expect, it } from 'vitest'
import { createErasers } from '../../retention/erasure.ts'
import { useTestApp } from '../../testing/test-app.ts'
import { type SentSpan, spansIn, startSink, traceWith } from '../testing/sink.ts'

const sink = await startSink()
afterAll(() => sink.close())
const test = await useTestApp({
  OTEL_EXPORTER_OTLP_ENDPOINT: `${sink.address}/`,
  OTEL_EXPORTER_OTLP_HEADERS: 'x-honeycomb-team=the%20key, x-honeycomb-dataset=cruddur',
  OTEL_SERVICE_NAME: 'backend',
  OTEL_TRACES_SAMPLER_ARG: '1',
  RELEASE: 'abc1234',
})
const worf = await test.member('worf')
const caller = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' }

const delivered = (name: string) => traceWith(sink, test.ports.tracing, name)

const outline = (spans: SentSpan[]) =>
  spans.map(({ name, parentSpanId }) => [name, spans.find(({ spanId }) => spanId === parentSpanId)?.name])

it('records a request with its use case and its statements, and goes on with the trace of the caller', async () => {
  const traceparent = `00-${caller.traceId}-${caller.spanId}-00`
  await test.crud(worf, { headers: { traceparent } })
  const spans = await delivered('POST /api/activities')
  expect(outline(spans)).toEqual(
    expect.arrayContaining([
      ['POST /api/activities', undefined],
      ['createActivity', 'POST /api/activities'],
      ['insertActivity', 'createActivity'],
    ]),
  )
  expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([caller.traceId]))
  const [request] = spans.filter(({ name }) => name === 'POST /api/activities')
  expect(request).toMatchObject({
    parentSpanId: caller.spanId,
    kind: 2,
    attributes: {
      'http.request.method': 'POST',
      'http.route': '/api/activities',
      'http.response.status_code': 200,
      'url.scheme': 'http',
    },
    resource: { 'service.name': 'backend', 'service.version': 'abc1234', 'deployment.environment.name': 'production' },
  })
  const [statement] = spans.filter(({ name }) => name === 'insertActivity')
  expect(statement).toMatchObject({
    kind: 3,
    attributes: { 'db.system.name': 'postgresql', 'db.query.summary': 'insertActivity' },
  })
})

it("speaks to the collector as the settings say, so that Honeycomb's need no change", async () => {
  await delivered('POST /api/activities')
  expect(sink.received[0]).toMatchObject({
    url: '/v1/traces',
    headers: { 'x-honeycomb-team': 'the key', 'x-honeycomb-dataset': 'cruddur', 'content-type': 'application/json' },
  })
})

it('gives a trace that begins here the digits of the number of the request, as the log does', async () => {
  await test.call(homeActivities, {})
  const traceId = (await delivered('GET /api/activities/home'))[0]?.traceId
  const lines = test
    .logged()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
  const line = lines.find(({ route }) => route === '/api/activities/home')
  expect(line).toMatchObject({ traceId, reqId: expect.any(String) })
  expect(line.reqId.replaceAll('-', '')).toBe(traceId)
})

it('records a refusal as an answer, and a failure as a failure with its class alone', async () => {
  await test.call(contract.showActivity, { uuid: '018f0000-0000-7000-8000-000000000000' })
  const refused = await delivered('GET /api/activities/:uuid')
  expect(refused.find(({ name }) => name === 'showActivity')).toMatchObject({
    status: { code: 0 },
    attributes: { 'error.type': 'activity_not_found' },
  })
  const { uuid } = await test.crud(worf)
  await sql`alter table activities add constraint refuse check (reply_to_activity_uuid is null) not valid`.execute(
    test.db,
  )
  await test.call(publishing.replyToActivity, { uuid, message: 'refused' }, { as: worf })
  const failed = await delivered('POST /api/activities/:uuid/reply')
  const errors = failed.filter(({ status }) => status.code === 2)
  expect(errors.map(({ name, attributes }) => [name, attributes['error.type']])).toEqual(
    expect.arrayContaining([
      ['insertReply', '23514'],
      ['replyToActivity', '23514'],
      ['POST /api/activities/:uuid/reply', '500'],
    ]),
  )
})

it('records batches of erasure that erased something, and no others', async () => {
  await sql`insert into rate_counts (key, part, count, expires_at) values ('a', 1, 1, now() - interval '1 hour')`.execute(
    test.db,
  )
  for (const eraser of createErasers(test.ports.log, { tracing: test.ports.tracing })) await eraser(test.db, 100)
  const [erasure] = await delivered('erase public.rate_counts')
  expect(erasure?.attributes).toEqual({ 'cruddur.erased_rows': 1 })
  const erasures = spansIn(sink.received).filter(({ name }) => name.startsWith('erase '))
  expect(erasures).toHaveLength(1)
})

it('records an e-mail as a part of the request that it is for', async () => {
  const email = 'worf@example.com'
  await test.call(signUp, { email, name: 'Worf', handle: 'worf_2', password: 'a long password 1' })
  const spans = await delivered('send e-mail')
  expect(outline(spans)).toContainEqual(['send e-mail', 'signUp'])
})
