import { reportWebError, testRollbar } from '@cruddur/contract/error-reports/error-reports'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { startSink } from '../../telemetry/testing/sink.ts'
import { useTestApp } from '../../testing/test-app.ts'

const rollbar = await startSink()
afterAll(() => rollbar.close())
const test = await useTestApp({
  ROLLBAR_ACCESS_TOKEN: 'the-token',
  ROLLBAR_ENDPOINT: `${rollbar.address}/api/1/item/`,
  ROLLBAR_ENVIRONMENT: 'staging',
  RELEASE: 'abc1234',
  MODERATORS: 'guinan',
  RATE_LIMIT_WEB_ERRORS: '4/5min',
})
const withoutRollbar = await useTestApp({ MODERATORS: 'guinan' })

type Item = { body: { trace?: { frames: object[]; exception: object } }; fingerprint: string; [field: string]: unknown }
const items = () => rollbar.received.map(({ body }) => JSON.parse(body).data as Item)
/** Waits until Rollbar has an item of a kind, and returns all of them. */
const itemsTitled = (title: RegExp) =>
  vi.waitFor(
    () => {
      const found = items().filter((item) => title.test(String(item.title)))
      expect(found.length).toBeGreaterThan(0)
      return found
    },
    { timeout: 10_000 },
  )

describe('an error of the server', () => {
  it('is reported with its release, request, trace and place', async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c'
    const log = test.ports.log.child({ reqId: 'the-request', traceId })
    log.error(
      {
        error: {
          name: 'TypeError',
          message: 'x is not a function',
          stack: '    at run (file:///srv/cruddur/apps/api/src/app.ts:1:2)',
        },
        method: 'GET',
        route: '/api/trends',
      },
      'request failed',
    )
    const [item] = await itemsTitled(/^TypeError/)
    expect(rollbar.received[0]?.headers['x-rollbar-access-token']).toBe('the-token')
    expect(rollbar.received[0]?.url).toBe('/api/1/item/')
    expect(item).toMatchObject({
      environment: 'staging',
      code_version: 'abc1234',
      level: 'error',
      platform: 'node',
      context: 'GET /api/trends',
      body: {
        trace: {
          frames: [{ filename: 'apps/api/src/app.ts', method: 'run', lineno: 1, colno: 2 }],
          exception: { class: 'TypeError', message: 'request failed: x is not a function' },
        },
      },
      custom: { request_id: 'the-request', trace_id: traceId, occurrences: 1 },
    })
  })

  it('is reported once, however often it happens in a minute', async () => {
    for (let n = 0; n < 50; n++) test.ports.log.error(`the same failure of row ${n}`)
    test.ports.log.error('what came last')
    await itemsTitled(/what came last/)
    expect(await itemsTitled(/the same failure/)).toHaveLength(1)
  })
})

describe('an error of the web app', () => {
  const error = {
    name: 'TypeError',
    message: "Cannot read properties of undefined (reading 'Tea, Earl Grey')",
    page: '/@picard/status/018f0000-0000-7000-8000-000000000000',
    frames: [{ file: 'assets/index-a1b2.js', line: 1, column: 234 }],
  } as const

  it('goes to Rollbar through our server, without the words of anybody, and is limited', async () => {
    const statuses: number[] = []
    for (let n = 0; n < 6; n++) statuses.push((await test.call(reportWebError, error)).status)
    expect(statuses).toEqual([200, 200, 200, 200, 429, 429])
    const [item, ...others] = await itemsTitled(/Cannot read/)
    expect(others).toEqual([])
    expect(item).toMatchObject({
      platform: 'browser',
      context: '/:/status/:',
      body: {
        trace: {
          frames: [{ filename: 'assets/index-a1b2.js', lineno: 1, colno: 234 }],
          exception: { class: 'TypeError', message: "Cannot read properties of undefined (reading '…')" },
        },
      },
    })
    expect(JSON.stringify(item)).not.toMatch(/Earl Grey|picard|018f/)
  })

  it('is in the log of a server without Rollbar', async () => {
    expect((await withoutRollbar.call(reportWebError, error)).status).toBe(200)
    expect(withoutRollbar.logged()).toContain('"page":"/:/status/:"')
  })

  it.each([
    ['a class that is none of ours', { name: 'Canary' }],
    ['a file that is no script of ours', { frames: [{ file: '@picard/status/1' }] }],
    ['too many calls', { frames: Array.from({ length: 31 }, () => ({ file: 'assets/a.js' })) }],
    ['a message without end', { message: 'x'.repeat(501) }],
    ['a trace that is none', { trace_id: 'x' }],
  ])('is refused with %s', async (_what, part) => {
    expect((await withoutRollbar.call(reportWebError, { ...error, ...part })).codes).toEqual(['body_invalid'])
  })
})

describe('the test of Rollbar', () => {
  it('sends a warning, for moderators alone', async () => {
    const [guinan, worf] = [await test.member('guinan'), await test.member('worf')]
    expect((await test.call(testRollbar, {})).codes).toEqual(['generic_401'])
    expect((await test.call(testRollbar, {}, { as: worf })).codes).toEqual(['generic_403'])
    expect((await test.call(testRollbar, {}, { as: guinan })).status).toBe(200)
    const [item] = await itemsTitled(/Hello World!/)
    expect(item).toMatchObject({ level: 'warning', context: 'GET /rollbar/test' })
  })

  it('is not there without a token of Rollbar', async () => {
    const guinan = await withoutRollbar.member('guinan')
    expect((await withoutRollbar.call(testRollbar, {}, { as: guinan })).codes).toEqual(['not_found'])
  })
})
