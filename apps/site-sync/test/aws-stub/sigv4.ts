import { createHmac, hash, timingSafeEqual } from 'node:crypto'
import { AwsError } from './aws-error.ts'
import type { StubRequest } from './stub-request.ts'

export type StubCredentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string }

const shape =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/

const fifteenMinutes = 15 * 60 * 1000

/**
 * Verifies a Signature Version 4 in the Authorization header, as AWS's manual describes it.
 *
 * @param now milliseconds since 1970
 * @throws AwsError when AWS would refuse
 */
export function verifySignature(
  request: StubRequest,
  body: Buffer,
  known: StubCredentials,
  region: string,
  now = Date.now(),
): void {
  const given = request.headers.authorization
  if (given === undefined) throw new AwsError(403, 'AccessDenied', 'Access Denied')
  const [, id = '', day = '', scopeRegion = '', service = '', names = '', signature = ''] = shape.exec(given) ?? []
  if (id === '') throw malformed('The authorization header is malformed.')
  if (id !== known.accessKeyId) throw new AwsError(403, 'InvalidAccessKeyId', 'The access key does not exist.')
  checkToken(request, known)
  const expected = request.service === 'cloudfront' ? 'us-east-1' : region
  if (scopeRegion !== expected) throw malformed(`the region '${scopeRegion}' is wrong; expecting '${expected}'`)
  if (service !== request.service) throw malformed(`the service '${service}' is wrong`)
  const time = String(request.headers['x-amz-date'] ?? '')
  checkTime(time, day, now)
  const signed = names.split(';')
  checkSignedHeaders(request, signed)
  const scope = `${day}/${scopeRegion}/${service}/aws4_request`
  const toSign = `AWS4-HMAC-SHA256\n${time}\n${scope}\n${hash('sha256', canonicalRequest(request, signed, body))}`
  const key = [day, scopeRegion, service, 'aws4_request'].reduce<Buffer>(
    hmac,
    Buffer.from(`AWS4${known.secretAccessKey}`),
  )
  if (!timingSafeEqual(hmac(key, toSign), Buffer.from(signature, 'hex'))) {
    throw new AwsError(403, 'SignatureDoesNotMatch', 'The signature we calculated does not match the one you provided.')
  }
}

function checkToken({ headers }: StubRequest, known: StubCredentials): void {
  if (headers['x-amz-security-token'] !== known.sessionToken) {
    throw new AwsError(400, 'InvalidToken', 'The provided token is malformed or otherwise invalid.')
  }
}

function checkTime(time: string, day: string, now: number): void {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(time)
  if (parts === null || !time.startsWith(day)) throw malformed('the dates of the scope and the request differ')
  const [, year, month, date, hour, minute, second] = parts.map(Number)
  const at = Date.UTC(year ?? 0, (month ?? 1) - 1, date, hour, minute, second)
  if (Math.abs(now - at) > fifteenMinutes) {
    throw new AwsError(
      403,
      'RequestTimeTooSkewed',
      'The difference between the request time and the time is too large.',
    )
  }
}

/** The host and all `x-amz-*` headers must be signed. */
function checkSignedHeaders({ headers }: StubRequest, signed: string[]): void {
  const needed = Object.keys(headers).filter((name) => name === 'host' || name.startsWith('x-amz-'))
  const missing = needed.filter((name) => !signed.includes(name))
  if (missing.length > 0) {
    throw new AwsError(
      403,
      'AccessDenied',
      `There were headers present in the request which were not signed: ${missing}`,
    )
  }
}

function canonicalRequest(request: StubRequest, signed: string[], body: Buffer): string {
  const { headers, method } = request
  const lines = signed.map(
    (name) =>
      `${name}:${String(headers[name] ?? '')
        .trim()
        .replace(/ +/g, ' ')}\n`,
  )
  const payload = headers['x-amz-content-sha256'] ?? hash('sha256', body)
  const path = request.rawPath.split('/').map(reencode).join('/')
  return `${method}\n${path}\n${canonicalQuery(request.rawQuery)}\n${lines.join('')}\n${signed.join(';')}\n${payload}`
}

function canonicalQuery(raw: string): string {
  if (raw === '') return ''
  const pairs = raw.split('&').map((pair) => {
    const mark = pair.indexOf('=')
    return mark < 0 ? [reencode(pair), ''] : [reencode(pair.slice(0, mark)), reencode(pair.slice(mark + 1))]
  })
  pairs.sort(([a = '', x = ''], [b = '', y = '']) => (a === b ? order(x, y) : order(a, b)))
  return pairs.map(([name, value]) => `${name}=${value}`).join('&')
}

function order(a: string, b: string) {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Encodes what the client did not encode, as AWS does before it signs. */
function reencode(text: string): string {
  return encodeURIComponent(decodeURIComponent(text)).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

function hmac(key: Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data).digest()
}

function malformed(message: string) {
  return new AwsError(400, 'AuthorizationHeaderMalformed', message)
}
