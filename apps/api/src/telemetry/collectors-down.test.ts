import { homeActivities } from '@cruddur/contract/feeds'
import { pino } from 'pino'
import { afterAll, expect, it, vi } from 'vitest'
import { parseConfig } from '../config/config.ts'
import { startTestApp } from '../testing/test-app.ts'
import { createErrorReports } from './errors/error-reports.ts'
import { manners, refusingAddress, type Sink, spansIn, startSink } from './testing/sink.ts'
import { openTracing } from './tracing/open-tracing.ts'

const sinks: Sink[] = []
afterAll(() => Promise.all(sinks.map((sink) => sink.close())))

async function sinkThatIs(manner: keyof typeof manners): Promise<Sink> {
  const sink = await startSink(manners[manner])
  sinks.push(sink)
  return sink
}

const bad = ['failing', 'overloaded', 'slow', 'hanging', 'halfway', 'refusing'] as const
const addressOf = async (manner: (typeof bad)[number]) =>
  manner === 'refusing' ? refusingAddress() : (await sinkThatIs(manner)).address

it.concurrent.each(bad)('while collectors are %s, requests are answered, and the server stops', async (manner) => {
  const address = await addressOf(manner)
  const test = await startTestApp({
    OTEL_EXPORTER_OTLP_ENDPOINT: address,
    OTEL_TRACES_SAMPLER: 'always_on',
    ROLLBAR_ACCESS_TOKEN: 'token',
    ROLLBAR_ENDPOINT: address,
  })
  const statuses = new Set<number>()
  for (let n = 0; n < 100; n++) {
    test.ports.log.error({ n }, `something failed in place ${'abc'[n % 3]}`)
    statuses.add((await test.call(homeActivities, {})).status)
    await test.ports.tracing?.flush(1)
  }
  // Closing gives what is waiting a moment, and no more.
  await test.close()
  expect([...statuses]).toEqual([200])
  const lines = test.logged()
  for (const words of ['traces cannot be delivered', 'errors cannot be reported']) {
    expect(lines.split(words).length - 1, words).toBeLessThanOrEqual(1)
  }
})

it('keeps a bounded number of spans for a collector that hangs, while another gets them all', async () => {
  const [hanging, well] = [await sinkThatIs('hanging'), await sinkThatIs('well')]
  const collectors = [hanging, well].map(({ address }) => ({ kind: 'otlp', url: address, headers: {} }) as const)
  const settings = parseConfig({ OTEL_TRACES_SAMPLER: 'always_on' }).telemetry.tracing
  const tracing = await openTracing({ ...settings, collectors }, pino({ level: 'silent' }))
  // A full batch is sent at once.
  const batch = 512
  for (let batches = 1; batches <= 12; batches++) {
    for (let n = 0; n < batch; n++) tracing?.startTrace({}, () => ({ name: 'a piece of work' })).end()
    await vi.waitFor(() => expect(well.received).toHaveLength(batches), { timeout: 10_000 })
  }
  await tracing?.close()
  expect(spansIn(well.received)).toHaveLength(12 * batch)
  // One batch was on its way. What waited behind it is at most the queue.
  expect(spansIn(hanging.received).length).toBeLessThanOrEqual(batch + 2_048)
})

it('keeps a bounded number of error reports for a Rollbar that hangs, and sends one at a time', async () => {
  const hanging = await sinkThatIs('hanging')
  const rollbar = { url: hanging.address, token: 'token', release: '1', environment: 'test' }
  const reports = createErrorReports(rollbar, () => {})
  for (let n = 0; n < 10_000; n++) {
    const kind = `Kind${n}`
    reports.report({ source: 'server', level: 'error', kind, message: '', frames: [] })
  }
  await reports.close()
  expect(hanging.count()).toBe(1)
})
