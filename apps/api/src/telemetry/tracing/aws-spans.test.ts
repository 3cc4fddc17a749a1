import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
import { pino } from 'pino'
import { afterAll, expect, it } from 'vitest'
import { parseConfig } from '../../config/config.ts'
import { manners, startSink, traceWith } from '../testing/sink.ts'
import { traceAwsClient } from './aws-spans.ts'
import { openTracing } from './open-tracing.ts'
import { runInSpan, type Span } from './span.ts'
import { formatTraceparent, type TraceContext } from './trace-context.ts'

const canary = 'canary-of-a-key'
const collector = await startSink()
const aws = await startSink()
const refusing = await startSink(manners.failing)
const settings = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.address, OTEL_TRACES_SAMPLER: 'parentbased_always_off' }
const tracing = await openTracing(parseConfig(settings).telemetry.tracing, pino({ level: 'silent' }))
afterAll(async () => {
  await tracing?.close()
  for (const sink of [collector, aws, refusing]) await sink.close()
})

function connect(endpoint: string): DynamoDBClient {
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }
  const client = new DynamoDBClient({ region: 'eu-central-1', endpoint, credentials, maxAttempts: 1 })
  traceAwsClient(client)
  return client
}

const caller = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331', sampled: true }
const startTrace = (name: string, parent: TraceContext) =>
  tracing?.startTrace({ traceparent: formatTraceparent(parent) }, () => ({ name }))
const read = new GetItemCommand({ TableName: 'messages', Key: { pk: { S: canary } } })

async function callIn(span: Span | undefined, endpoint: string): Promise<void> {
  const client = connect(endpoint)
  if (span) await runInSpan(span, () => client.send(read)).catch(() => {})
  span?.end()
  client.destroy()
}

it('records a call of AWS without what it asks for, and tells AWS the trace', async () => {
  await callIn(startTrace('a request', caller), aws.address)
  const spans = await traceWith(collector, tracing, 'DynamoDB.GetItem')
  const call = spans.find(({ name }) => name === 'DynamoDB.GetItem')
  expect(call).toMatchObject({
    traceId: caller.traceId,
    kind: 3,
    attributes: { 'rpc.system.name': 'aws-api', 'rpc.method': 'DynamoDB/GetItem', 'db.system.name': 'aws.dynamodb' },
  })
  expect(aws.received[0]?.headers.traceparent).toBe(`00-${caller.traceId}-${call?.spanId}-01`)
  expect(aws.received[0]?.headers.authorization).toMatch(/SignedHeaders=[^,]*traceparent/)
  expect(JSON.stringify(collector.received.map(({ body }) => body))).not.toContain(canary)
})

it('records that a call failed', async () => {
  await callIn(startTrace('another request', { ...caller, traceId: 'b'.repeat(32) }), refusing.address)
  const spans = await traceWith(collector, tracing, 'another request')
  expect(spans.find(({ name }) => name === 'DynamoDB.GetItem')?.status).toEqual({ code: 2 })
})

it('passes a trace on that is not recorded, with the decision', async () => {
  await callIn(startTrace('a third request', { ...caller, sampled: false }), aws.address)
  expect(aws.received.at(-1)?.headers.traceparent).toMatch(new RegExp(`^00-${caller.traceId}-[0-9a-f]{16}-00$`))
})
