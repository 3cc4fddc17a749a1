import { showMetrics } from '@cruddur/contract/admin/metrics'
import { homeActivities } from '@cruddur/contract/feeds'
import { likeActivity } from '@cruddur/contract/reactions'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildApp } from '../../app.ts'
import { countMails } from '../../mail/count-mails.ts'
import { startErasure } from '../../retention/erasure.ts'
import { insertCrud } from '../../testing/cruds.ts'
import { listenToStream } from '../../testing/listen-to-stream.ts'
import { startTestApp, type TestApp } from '../../testing/test-app.ts'
import { selectDeathsAhead } from './counts.store.ts'
import { countDeathsAhead, countInDatabase, startCounting } from './counts.ts'
import { countsAgeOf, embeddedMetricNames, formatEmbedded, startEmbeddedMetrics } from './embedded-metrics.ts'
import { createMetrics } from './metrics.ts'
import { startMetricsServer } from './metrics-server.ts'
import { formatOpenMetrics, openMetricsType } from './open-metrics.ts'
import { createSampler } from './sampler.ts'
import { startMetrics } from './start-metrics.ts'
import { parseOpenMetrics } from './testing/parse-open-metrics.ts'

let test: TestApp
const opened = new AsyncDisposableStack()
beforeAll(async () => {
  test = await startTestApp({ METRICS_PORT: '9', MODERATORS: 'picard', RATE_LIMIT_PERSON: '30/1h' })
  opened.defer(() => test.close())
  const config = { metrics: { ...test.config.metrics, server: null } }
  await startMetrics(config, { ...test.ports, writeLine: () => {} }, opened)
})
afterAll(() => opened.disposeAsync())

/** What /metrics says now of a sample with these labels, or undefined. */
function metric(name: string, labels: Record<string, string> = {}): number | undefined {
  const families = parseOpenMetrics(formatOpenMetrics(Object.values(test.ports.metrics)))
  const samples = [...families.values()].flatMap((family) => family.samples)
  const wanted = Object.entries(labels)
  return samples.find((each) => each.name === name && wanted.every(([label, value]) => each.labels[label] === value))
    ?.value
}

describe('/metrics', () => {
  it('is OpenMetrics on a port of its own, and nothing else is there', async () => {
    const server = await startMetricsServer(test.ports.metrics, { host: '127.0.0.1', port: 0 })
    opened.defer(server.close)
    await test.app.inject({ url: '/api/activities/home' })
    const address = `http://127.0.0.1:${server.port}`
    const reply = await fetch(`${address}/metrics`)
    expect(reply.headers.get('content-type')).toBe(openMetricsType)
    const families = parseOpenMetrics(await reply.text())
    expect([...families.keys()]).toEqual(Object.values(test.ports.metrics).map(({ name }) => name))
    expect((await fetch(`${address}/api/health-check`)).status).toBe(404)
    expect((await fetch(`${address}/metrics`, { method: 'POST' })).status).toBe(405)
    await expect(startMetricsServer(createMetrics(), { host: '127.0.0.1', port: server.port })).rejects.toThrow(
      /^METRICS_PORT: 127.0.0.1:\d+ is in use$/,
    )
  })

  it('is not on the public port', async () => {
    expect((await test.app.inject({ url: '/metrics' })).payload).not.toContain('cruddur_http')
  })
})

describe('requests', () => {
  it('are measured by route, method and class of status, and never by address', async () => {
    const labels = { route: '/api/activities/:uuid', method: 'GET', status: '4xx' }
    const before = metric('cruddur_http_request_duration_seconds_count', labels) ?? 0
    for (const words of ['secret-words', 'other-words']) await test.app.inject({ url: `/api/activities/${words}` })
    expect(metric('cruddur_http_request_duration_seconds_count', labels)).toBe(before + 2)
    const text = formatOpenMetrics(Object.values(test.ports.metrics))
    expect(text).not.toContain('-words')
  })

  it('of addresses that no route matches are one series, however many there are', async () => {
    await test.app.inject({ url: '/api/nothing-0' })
    const lines = () => formatOpenMetrics(Object.values(test.ports.metrics)).split('\n').length
    const before = lines()
    for (let n = 1; n < 20; n++) await test.app.inject({ url: `/api/nothing-${n}` })
    expect(lines()).toBe(before)
  })

  it('that a limit refuses are counted by the limit', async () => {
    const busy = await test.member('busy')
    let status = 200
    while (status === 200) ({ status } = await test.call(homeActivities, {}, { as: busy }))
    expect(status).toBe(429)
    expect(metric('cruddur_rate_limit_refusals_total', { limit: 'person' })).toBe(1)
  })

  it('are not measured when nobody reads metrics', async () => {
    const metrics = createMetrics()
    const app = await buildApp(
      { ...test.config, metrics: { ...test.config.metrics, on: false } },
      { ...test.ports, metrics },
    )
    await app.inject({ url: '/api/activities/home' })
    await app.close()
    expect(metrics.requestDuration.read()).toEqual([])
  })
})

describe('what the database knows', () => {
  it('is counted: lag, overdue rows, deaths ahead and unread notifications', async () => {
    const [author, fan] = [await test.member('author'), await test.member('fan')]
    const crud = await test.crud(author, { ttl: '1-hour' })
    await test.crud(author, { ttl: '12-hours' })
    await test.call(likeActivity, { uuid: crud.uuid }, { as: fan })
    const metrics = createMetrics()
    await countInDatabase(test.db, metrics)
    await countDeathsAhead(test.db, metrics)
    const deaths = () => new Map(metrics.deathsAhead.read().map(({ values, value }) => [values.join(' '), value]))
    expect([deaths().get('crud 1'), deaths().get('crud 12'), deaths().get('crud 2')]).toEqual([1, 1, 0])
    expect(deaths().size).toBe(48)
    expect(await selectDeathsAhead(test.db, 24, 1)).toEqual([{ kind: 'crud', hour: 1, count: 1 }])
    expect(metrics.notificationsWaiting.read()[0]?.value).toBe(1)
    expect(metrics.erasureLag.read()[0]?.value).toBe(0)

    await insertCrud(test, { user_uuid: author.uuid, age: 4_000, left: -90 })
    await countInDatabase(test.db, metrics)
    expect(metrics.erasureLag.read()[0]?.value).toBeGreaterThanOrEqual(90)
    expect(metrics.overdueRows.read().find(({ values }) => values[0] === 'public.activities')?.value).toBe(1)

    const config = { erasure: { interval: 10, batch: 10, lagLimit: 60 } }
    const stop = startErasure(config, { ...test.ports, metrics })
    await expect
      .poll(() => metrics.rowsErased.read().find(({ values }) => values[0] === 'public.activities')?.value)
      .toBe(1)
    await stop()
    await countInDatabase(test.db, metrics)
    expect(metrics.erasureLag.read()[0]?.value).toBe(0)
  })
})

it('deaths ahead that cannot be counted stop no other count', async () => {
  const metrics = createMetrics()
  await sql`alter view live_messages rename to moved_messages`.execute(test.db)
  const stop = startCounting({ db: test.db, log: test.ports.log, metrics })
  await expect.poll(() => test.logged()).toContain('could not be counted')
  await stop()
  await sql`alter view moved_messages rename to live_messages`.execute(test.db)
  expect(metrics.deathsAhead.read()).toEqual([])
  expect(metrics.erasureLag.read()).toHaveLength(1)
  expect(metrics.countsAge.read()[0]?.value).toBeLessThan(60)
})

describe('what the server holds', () => {
  it('shows pools, streams and mails', async () => {
    expect(metric('cruddur_database_connections_max', { pool: 'requests' })).toBe(10)
    await test.db.transaction().execute(async (db) => {
      await sql`select 1`.execute(db)
      expect(metric('cruddur_database_connections', { pool: 'requests', state: 'in_use' })).toBeGreaterThan(0)
    })
    await test.app.listen({ host: '127.0.0.1', port: 0 })
    const stream = await listenToStream(test.app)
    await expect.poll(() => metric('cruddur_streams_open')).toBe(1)
    await stream.close()
    await expect.poll(() => metric('cruddur_streams_open')).toBe(0)
  })

  it('counts e-mails that wait, were sent and could not be', async () => {
    const metrics = createMetrics()
    const sending = Promise.withResolvers<void>()
    const mail = countMails({ send: () => sending.promise, close: async () => {} }, metrics)
    const email = { to: 'ada@example.com', subject: 'Your code', text: '1' }
    const first = mail.send(email)
    expect(metrics.mailsWaiting.read()[0]?.value).toBe(1)
    sending.reject(new Error('no'))
    await expect(first).rejects.toThrow('no')
    expect(metrics.mailsWaiting.read()[0]?.value).toBe(0)
    expect(metrics.mails.read()).toEqual([{ values: ['failed'], value: 1 }])
  })
})

describe('a line for CloudWatch', () => {
  it('names each metric with its unit and value, in the embedded metric format', async () => {
    await expect.poll(() => countsAgeOf(test.ports.metrics).fresh).toBe(true)
    await expect.poll(() => test.ports.metrics.deathsAhead.read().length).toBe(48)
    const lines: string[] = []
    const stop = startEmbeddedMetrics(test.ports.metrics, { service: 'cruddur-test', routes: false }, (line) =>
      lines.push(line),
    )
    await test.app.inject({ url: '/api/activities/home' })
    stop()
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/^[^\n]+\n$/)
    const line = JSON.parse(lines[0] as string)
    const [{ Namespace, Dimensions, Metrics }] = line._aws.CloudWatchMetrics
    expect([Namespace, Dimensions, line.Service]).toEqual(['Cruddur', [['Service']], 'cruddur-test'])
    expect(Math.abs(Date.now() - line._aws.Timestamp)).toBeLessThan(60_000)
    expect(Metrics.map(({ Name }: { Name: string }) => Name)).toEqual(embeddedMetricNames)
    for (const { Name } of Metrics) expect(line[Name], Name).toEqual(expect.any(Number))
    expect(line.Requests).toBeGreaterThan(0)
    expect(line.DeathsAhead).toHaveLength(24)
    expect(line.DeathsAhead[0]).toBe(line.DeathsNextHour)
  })

  it('leaves out durations when nobody asked', () => {
    const sampler = createSampler(createMetrics())
    const line = JSON.parse(formatEmbedded(sampler.take(), { seconds: null, fresh: false }, 'api'))
    sampler.stop()
    expect(line).not.toHaveProperty('DurationP99')
    expect(JSON.stringify(line._aws)).not.toContain('DurationP99')
  })

  it.each([
    ['120 s old', 120, 0],
    ['older', 121, undefined],
  ])('tells the lag of a count that is %s, or leaves it out', (_what, age, lag) => {
    const metrics = createMetrics()
    metrics.countsAge.set(age)
    const tell = () => {
      const sampler = createSampler(metrics)
      const line = JSON.parse(formatEmbedded(sampler.take(), countsAgeOf(metrics), 'api'))
      sampler.stop()
      return [line.ErasureLag, line.OverdueRows, line.CountsAge]
    }
    // Never counted.
    expect(tell()).toEqual([undefined, undefined, age])
    metrics.erasureLag.set(0)
    expect(tell()).toEqual([lag, lag, age])
  })

  it('counts as errors what was answered with 500, and not what was answered with 503', async () => {
    const metrics = createMetrics()
    let hasBacklog = true
    const app = await buildApp(test.config, { ...test.ports, metrics, hasBacklog: () => hasBacklog })
    const sampler = createSampler(metrics)
    expect((await app.inject({ url: '/api/trends' })).statusCode).toBe(503)
    expect(sampler.take().errors_per_second).toBe(0)
    hasBacklog = false
    await sql`alter view live_activities rename to moved_activities`.execute(test.db)
    expect((await app.inject({ url: '/api/activities/home' })).statusCode).toBe(500)
    await sql`alter view moved_activities rename to live_activities`.execute(test.db)
    expect(sampler.take().errors_per_second).toBeGreaterThan(0)
    sampler.stop()
    await app.close()
  })
})

it('the page of moderators is theirs alone, and shows routes, pools, tables and hours', async () => {
  await test.app.inject({ url: '/api/trends' })
  const [picard, other] = [await test.member('picard'), await test.member('other')]
  expect((await test.call(showMetrics, {}, { as: other })).codes).toEqual(['generic_403'])
  const { status, reply } = await test.call(showMetrics, {}, { as: picard })
  expect(status).toBe(200)
  expect(reply.routes.find(({ route }) => route === '/api/trends')?.requests).toBeGreaterThan(0)
  expect(reply.pools.map(({ pool }) => pool)).toEqual(['requests', 'costly', 'background'])
  await expect.poll(async () => (await test.call(showMetrics, {}, { as: picard })).reply.deaths_ahead.length).toBe(24)
})
