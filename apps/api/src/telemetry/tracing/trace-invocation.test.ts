import { pino } from 'pino'
import { afterAll, expect, it } from 'vitest'
import { parseConfig } from '../../config/config.ts'
import { spansIn, startSink } from '../testing/sink.ts'
import { openTracing } from './open-tracing.ts'
import { inSpan } from './span.ts'
import { parseXrayHeader, traceInvocation } from './trace-invocation.ts'

const sink = await startSink()
const settings = { OTEL_EXPORTER_OTLP_ENDPOINT: sink.address, OTEL_TRACES_SAMPLER: 'parentbased_always_off' }
const tracing = await openTracing(parseConfig(settings).telemetry.tracing, pino({ level: 'silent' }))
afterAll(async () => {
  await tracing?.close()
  await sink.close()
})

const xrayHeader = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1'
const traceId = '5759e988bd862e3fe1be46a994272793'

it('has delivered the spans of an invocation when it answers, as parts of the trace of Lambda', async () => {
  const invocation = { name: 'post-confirmation', xrayHeader }
  const answer = await traceInvocation(tracing, invocation, () => inSpan('a part', {}, async () => 'the answer'))
  expect(answer).toBe('the answer')
  expect(spansIn(sink.received)).toMatchObject([
    { name: 'a part', traceId },
    { name: 'post-confirmation', traceId, parentSpanId: '53995c3f42cd8ad8', status: { code: 0 } },
  ])
})

it('records that an invocation failed, without its message, and fails like it', async () => {
  const failing = () => Promise.reject(new TypeError('canary'))
  await expect(traceInvocation(tracing, { name: 'failing', xrayHeader }, failing)).rejects.toThrow('canary')
  const [span] = spansIn(sink.received).filter(({ name }) => name === 'failing')
  expect(span).toMatchObject({ status: { code: 2 }, attributes: { 'error.type': 'TypeError' } })
  expect(sink.received.at(-1)?.body).not.toContain('canary')
})

it('only calls the function where nothing is traced', async () => {
  expect(await traceInvocation(null, { name: 'x', xrayHeader }, async () => 1)).toBe(1)
})

it.each([undefined, '', 'Root=1-5759e988-bd862e3fe1be46a994272793', 'Self=1-2-3', 'canary'])(
  'takes no trace from %j',
  (text) => {
    expect(parseXrayHeader(text)).toBeUndefined()
  },
)
