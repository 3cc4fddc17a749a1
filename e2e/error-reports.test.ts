import { afterAll, beforeAll, expect, it } from 'vitest'
import { startSink } from '../apps/api/src/telemetry/testing/sink.ts'
import { type Stage, startStage } from './start.ts'

const rollbar = await startSink()
const collector = await startSink()
let stage: Stage
beforeAll(async () => {
  stage = await startStage({
    ROLLBAR_ACCESS_TOKEN: 'token',
    ROLLBAR_ENDPOINT: rollbar.address,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.address,
    OTEL_TRACES_SAMPLER: 'always_on',
  })
})
afterAll(async () => {
  await stage.close()
  await rollbar.close()
  await collector.close()
})

it('a fault of the app reaches Rollbar through our server, once, without the words on the page', async () => {
  const { page, end } = await stage.open()
  await Promise.all([page.waitForRequest(/\/api\//), page.goto('/search?term=canary')])
  const sent: string[] = []
  page.on('request', (request) => void sent.push(`${request.url()} ${request.postData()}`))
  // A fault that quotes what it was given, three times, and one that nobody waits for.
  for (let n = 0; n < 3; n++) await page.evaluate(`setTimeout(() => JSON.parse('canary of a crud'))`)
  await page.evaluate(`void Promise.reject(new TypeError('canary is not a function'))`)
  await expect.poll(() => rollbar.received.length).toBe(2)
  const items = rollbar.received.map(({ body }) => JSON.parse(body).data)
  const shared = {
    platform: 'browser',
    context: '/search',
    custom: { occurrences: 1, trace_id: expect.stringMatching(/^[0-9a-f]{32}$/) },
  }
  // Reports travel side by side, so either may arrive first.
  expect(items.toSorted((a, b) => b.title.localeCompare(a.title))).toMatchObject([
    { ...shared, title: 'TypeError: … is not a function' },
    { ...shared, title: expect.stringMatching(/^SyntaxError: /) },
  ])
  const reports = sent.filter((request) => request.includes('/api/client-errors'))
  expect(reports).toHaveLength(2)
  expect(JSON.stringify([reports, items])).not.toContain('canary')
  await end(/canary/)
})

it('a call of the page and what the server does for it are one trace', async () => {
  const { page, end } = await stage.open()
  // With a query, so that the list does not come with the HTML.
  const [request] = await Promise.all([page.waitForRequest(/\/api\/activities\/home/), page.goto('/?sort=newest')])
  const traceId = request.headers().traceparent?.split('-')[1]
  await expect.poll(() => collector.received.map(({ body }) => body).join()).toContain(`"traceId":"${traceId}"`)
  await end()
})
