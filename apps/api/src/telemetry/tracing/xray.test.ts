import { createHash, createHmac } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { parseConfig } from '../../config/config.ts'
import { type Received, spansIn, startSink } from '../testing/sink.ts'
import { openTracing } from './open-tracing.ts'

const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
const log = pino({ level: 'silent' })
const xray = await startSink()
const honeycomb = await startSink()
beforeAll(() => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', secret)
})
afterAll(async () => {
  vi.unstubAllEnvs()
  await xray.close()
  await honeycomb.close()
})

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Buffer, data: string) => createHmac('sha256', key).update(data).digest()

/** The signature that AWS would expect (Signature Version 4, "Create a signed AWS API request"). */
function expectedSignature({ headers, url }: Received): string {
  const [, scope = '', signed = ''] =
    /Credential=AKIDEXAMPLE\/(\S+), SignedHeaders=(\S+),/.exec(headers.authorization ?? '') ?? []
  const canonicalHeaders = signed.split(';').map((name) => `${name}:${String(headers[name]).trim()}\n`)
  const hash = String(headers['x-amz-content-sha256'])
  const canonical = ['POST', url, '', canonicalHeaders.join(''), signed, hash].join('\n')
  const key = scope.split('/').reduce<string | Buffer>((previous, part) => hmac(previous, part), `AWS4${secret}`)
  return hmac(key, ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n')).toString('hex')
}

it('sends every trace to X-Ray, signed, and to Honeycomb at the same time', async () => {
  const { telemetry } = parseConfig({
    XRAY: 'on',
    AWS_DEFAULT_REGION: 'eu-central-1',
    AWS_ENDPOINT_URL_XRAY: xray.address,
    OTEL_EXPORTER_OTLP_ENDPOINT: honeycomb.address,
    OTEL_TRACES_SAMPLER: 'always_on',
  })
  const tracing = await openTracing(telemetry.tracing, log)
  const span = tracing?.startTrace({}, () => ({ name: 'a piece of work' }))
  span?.end()
  await tracing?.close()

  for (const { received } of [xray, honeycomb]) {
    expect(spansIn(received)).toMatchObject([{ name: 'a piece of work', traceId: span?.context.traceId }])
  }
  const [request] = xray.received as [Received]
  expect(request.url).toBe('/v1/traces')
  const { authorization } = request.headers
  expect(authorization).toMatch(
    /\/eu-central-1\/xray\/aws4_request, SignedHeaders=[^,]*host;x-amz-content-sha256;x-amz-date,/,
  )
  expect(authorization?.split('Signature=')[1]).toBe(expectedSignature(request))
  expect(request.headers['x-amz-content-sha256']).toBe(sha256(request.bytes))
})

it.each([
  [{ XRAY: 'on' }, 'https://xray.eu-central-1.amazonaws.com/v1/traces'],
  [{ AWS_XRAY_DAEMON_ADDRESS: 'xray-daemon:2000' }, 'https://xray.eu-central-1.amazonaws.com/v1/traces'],
  [{ AWS_XRAY_URL: '*4567-*' }, 'https://xray.eu-central-1.amazonaws.com/v1/traces'],
  [{ AWS_XRAY_URL: '*4567-*', XRAY: 'off' }, undefined],
  [{}, undefined],
])('understands the settings of the original: %o', (settings, url) => {
  const { telemetry, notices } = parseConfig({ ...settings, AWS_DEFAULT_REGION: 'eu-central-1' })
  expect(telemetry.tracing.collectors.map((collector) => collector.url)).toEqual(url ? [url] : [])
  const isOriginal = url !== undefined && !('XRAY' in settings)
  expect(notices.some((notice) => notice.includes('its daemon can be stopped'))).toBe(isOriginal)
})
