import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { AwsError } from './aws-error.ts'

export type StubRequest = {
  method: string
  /** As they were sent, for the signature. */
  rawPath: string
  rawQuery: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  service: 's3' | 'cloudfront'
  bucket: string
  key: string
}

export type StubReply = { status: number; headers?: Record<string, string>; body?: string | Buffer | null }

const noQuery = new URLSearchParams()
const virtualHost = /^(.+?)\.(?:localhost|s3[.-](?:[a-z0-9-]+\.)*amazonaws\.com)(?::\d+)?$/

/**
 * @throws AwsError InvalidURI when the path is not UTF-8
 */
export function parseRequest(message: IncomingMessage): StubRequest {
  const url = message.url ?? '/'
  const mark = url.indexOf('?')
  const rawPath = mark < 0 ? url : url.slice(0, mark)
  const rawQuery = mark < 0 ? '' : url.slice(mark + 1)
  const cloudfront = rawPath.startsWith('/2020-05-31/')
  const { bucket, key } = cloudfront ? { bucket: '', key: rawPath } : address(rawPath, message.headers.host ?? '')
  return {
    method: message.method ?? 'GET',
    rawPath,
    rawQuery,
    query: mark < 0 ? noQuery : new URLSearchParams(rawQuery),
    headers: message.headers,
    service: cloudfront ? 'cloudfront' : 's3',
    bucket,
    key,
  }
}

function address(rawPath: string, host: string): { bucket: string; key: string } {
  const named = virtualHost.exec(host)?.[1]
  if (named !== undefined) return { bucket: named, key: decode(rawPath.slice(1)) }
  const slash = rawPath.indexOf('/', 1)
  if (slash < 0) return { bucket: decode(rawPath.slice(1)), key: '' }
  return { bucket: decode(rawPath.slice(1, slash)), key: decode(rawPath.slice(slash + 1)) }
}

/** S3 reads a plus sign in a path as a space, as in a form. Clients must write %2B. */
export function decode(path: string): string {
  const plain = path.includes('+') ? path.replaceAll('+', ' ') : path
  if (!plain.includes('%')) return plain
  try {
    return decodeURIComponent(plain)
  } catch {
    throw new AwsError(400, 'InvalidURI', "Couldn't parse the specified URI.")
  }
}
