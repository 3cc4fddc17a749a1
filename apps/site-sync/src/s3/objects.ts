import { hash } from 'node:crypto'
import type { Reply } from '../http/reply.ts'
import type { Headers } from '../model/change.ts'
import { encodeKey } from './address.ts'
import { BucketError, type Condition, ConditionFailed } from './bucket.ts'
import type { Client } from './client.ts'
import { failureOf } from './failure.ts'
import { bareETag } from './listing.ts'
import { readXml, textOf } from './xml.ts'

export async function getObject(client: Client, key: string): Promise<{ body: Buffer; etag: string } | null> {
  try {
    const reply = await client.call({ operation: 'GetObject', method: 'GET', key })
    return { body: reply.body, etag: bareETag(reply.headers.etag ?? '') }
  } catch (error) {
    if (error instanceof BucketError && error.code === 'NoSuchKey') return null
    throw error
  }
}

export async function putObject(
  client: Client,
  key: string,
  body: Buffer,
  headers: Headers,
  { ifMatch, md5 = hash('md5', body, 'hex') }: Condition & { md5?: string } = {},
): Promise<string> {
  const all: Headers = { ...headers, 'content-md5': Buffer.from(md5, 'hex').toString('base64') }
  const conditional = ifMatch !== undefined
  if (conditional) Object.assign(all, conditionHeaders(ifMatch))
  const check = (reply: Reply) => wrongETag(reply, md5, key)
  try {
    const reply = await client.call({
      operation: 'PutObject',
      method: 'PUT',
      key,
      headers: all,
      body,
      conditional,
      check,
    })
    return bareETag(reply.headers.etag ?? '')
  } catch (error) {
    if (!mayBeOurs(error)) throw error
    const there = await getObject(client, key)
    if (!there?.body.equals(body)) throw error
    return there.etag
  }
}

function conditionHeaders(ifMatch: string | null): Headers {
  return ifMatch === null ? { 'if-none-match': '*' } : { 'if-match': `"${ifMatch}"` }
}

/** Whether a reply tells of other bytes than were sent. ETags of objects under a key of one's own are no MD5. */
export function wrongETag(reply: Reply, md5: string, key: string): BucketError | null {
  const etag = bareETag(reply.headers.etag ?? '')
  const { headers } = reply
  const encryption = headers['x-amz-server-side-encryption']
  if (encryption !== undefined && encryption !== 'AES256') return null
  if (headers['x-amz-server-side-encryption-customer-algorithm'] !== undefined) return null
  if (!etag)
    return new BucketError('BadReply', reply.status, `S3 gave no ETag for ${key}: it is not known what arrived.`)
  if (!/^[0-9a-f]{32}$/.test(etag) || etag === md5) return null
  return new BucketError(
    'WrongETag',
    reply.status,
    `Other bytes arrived than were sent for ${key}: ${etag}, not ${md5}.`,
  )
}

export async function replaceHeaders(client: Client, key: string, headers: Headers, etag: string): Promise<string> {
  const copy: Headers = {
    ...headers,
    'x-amz-copy-source': `/${client.bucket}/${encodeKey(key)}`,
    'x-amz-copy-source-if-match': `"${etag}"`,
    'x-amz-metadata-directive': 'REPLACE',
  }
  const asked = { operation: 'CopyObject', bucket: client.bucket, key, conditional: true }
  let copied = ''
  const check = (reply: Reply) => {
    copied = textIn(reply, 'ETag') ?? ''
    // S3 says 200 before it begins to copy, and only then what became of it.
    return copied ? null : lateFailure(reply, asked)
  }
  try {
    await client.call({ operation: 'CopyObject', method: 'PUT', key, headers: copy, conditional: true, check })
  } catch (error) {
    if (!mayBeOurs(error)) throw error
    const there = await client.call({ operation: 'HeadObject', method: 'HEAD', key })
    if (Object.entries(headers).some(([name, value]) => there.headers[name] !== value)) throw error
    copied = there.headers.etag ?? ''
  }
  return bareETag(copied)
}

/** An earlier try may have been carried out with its reply lost: then it is our own that stands in our way. */
function mayBeOurs(error: unknown): error is ConditionFailed {
  return error instanceof ConditionFailed && error.tries > 1
}

/** Text of an element in a reply's root. Servers call roots differently, and all of them an error by its name. */
export function textIn(reply: Reply, name: string): string | undefined {
  try {
    const element = readXml(reply.body.toString())
    return element.name === 'Error' ? undefined : textOf(element, name)
  } catch {
    return undefined
  }
}

/** What a reply with the status 200 and an error in its body says. */
export function lateFailure(reply: Reply, asked: Parameters<typeof failureOf>[1]): BucketError {
  const failure = failureOf(reply, asked)
  if (failure.code !== `Http${reply.status}`) return failure
  return new BucketError('BadReply', reply.status, `${asked.operation} of ${asked.key} was answered with no result.`)
}
