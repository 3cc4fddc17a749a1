import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { manners, type Sink, spansIn, startSink } from '../../api/src/telemetry/testing/sink.ts'
import { postConfirmation, preSignUp } from './testing/events.ts'
import { type RunningFunctions, startFunctions } from './testing/running-functions.ts'

let sink: Sink
let hanging: Sink
let functions: RunningFunctions
beforeAll(async () => {
  ;[sink, hanging] = await Promise.all([startSink(), startSink(manners.hanging)])
  functions = await startFunctions(inject('postgresUrl'), {
    settings: {
      OTEL_EXPORTER_OTLP_ENDPOINT: sink.address,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-honeycomb-team=key',
      _X_AMZN_TRACE_ID: 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1',
    },
  })
})
afterAll(async () => {
  await functions.stop()
  await sink.close()
  await hanging.close()
})

test('an invocation is delivered as a part of Lambda’s trace, and says nothing about the person', async () => {
  const refused = await functions.invoke('pre-sign-up', preSignUp({ preferred_username: 'admin' }))
  expect(refused).toHaveProperty('refusal')
  await functions.invoke('post-confirmation', postConfirmation())
  expect(spansIn(sink.received)).toMatchObject([
    { name: 'pre-sign-up', traceId: '5759e988bd862e3fe1be46a994272793', parentSpanId: '53995c3f42cd8ad8' },
    { name: 'post-confirmation', status: { code: 0 } },
  ])
  expect(sink.received[0]?.headers['x-honeycomb-team']).toBe('key')
  expect(sink.received.map(({ body }) => body).join()).not.toMatch(/worf/i)
})

test('a collector that hangs delays no answer beyond Cognito’s time', async () => {
  const slow = await startFunctions(inject('postgresUrl'), {
    settings: { OTEL_EXPORTER_OTLP_ENDPOINT: hanging.address },
  })
  try {
    expect(await slow.invoke('pre-sign-up', preSignUp())).toHaveProperty('event')
    expect(hanging.count()).toBe(1)
  } finally {
    await slow.stop()
  }
})
