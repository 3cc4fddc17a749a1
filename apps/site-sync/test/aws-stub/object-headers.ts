import type { IncomingHttpHeaders } from 'node:http'
import { AwsError } from './aws-error.ts'
import type { StubObject } from './stub-bucket.ts'

const kept = ['cache-control', 'content-disposition', 'content-language', 'expires', 'x-amz-website-redirect-location']

/** The headers of a write that S3 keeps. Node gives them as Latin-1: decodes their UTF-8. */
export function keptHeaders(given: IncomingHttpHeaders): Record<string, string> {
  const headers: Record<string, string> = { 'content-type': given['content-type'] ?? 'binary/octet-stream' }
  for (const name of kept) {
    const value = given[name]
    if (value !== undefined) headers[name] = String(value)
  }
  const encoding = (given['content-encoding'] ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '' && one !== 'aws-chunked')
  if (encoding.length > 0) headers['content-encoding'] = encoding.join(',')
  for (const name in given) if (name.startsWith('x-amz-meta-')) headers[name] = String(given[name])
  return headers
}

export function objectHeaders(object: StubObject): Record<string, string> {
  return {
    ...object.headers,
    etag: `"${object.etag}"`,
    'last-modified': object.modified.toUTCString(),
    'accept-ranges': 'bytes',
  }
}

/** @throws AwsError KeyTooLongError */
export function checkKey(key: string): void {
  if (key.length > 1024 || (key.length > 341 && Buffer.byteLength(key) > 1024)) {
    throw new AwsError(400, 'KeyTooLongError', 'Your key is too long')
  }
}
