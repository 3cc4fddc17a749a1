import { AwsError } from './aws-error.ts'
import { byBytes } from './byte-order.ts'
import { escapeXml } from './escape-xml.ts'
import type { StubBucket } from './stub-bucket.ts'
import type { Operation, StubContext } from './stub-context.ts'
import type { StubRequest } from './stub-request.ts'

const head = '<?xml version="1.0" encoding="UTF-8"?>\n'
const namespace = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"'

export const listObjectsV2: Operation = (context, request) => {
  const token = request.query.get('continuation-token')
  const after = token === null ? (request.query.get('start-after') ?? '') : readToken(token)
  const page = pageAfter(context.bucket, request, after)
  const next = page.truncated
    ? `<NextContinuationToken>${Buffer.from(page.last).toString('base64')}</NextContinuationToken>`
    : ''
  const given = token === null ? '' : `<ContinuationToken>${escapeXml(token)}</ContinuationToken>`
  return listing(context, request, page, `<KeyCount>${page.entries.length}</KeyCount>${given}${next}`)
}

/** ListObjects, version 1. It gives a marker for the next page only with a delimiter. */
export const listObjects: Operation = (context, request) => {
  const marker = request.query.get('marker') ?? ''
  const page = pageAfter(context.bucket, request, marker)
  const next = page.truncated && request.query.has('delimiter')
  const nextMarker = next ? `<NextMarker>${encoder(request)(page.last)}</NextMarker>` : ''
  return listing(context, request, page, `<Marker>${encoder(request)(marker)}</Marker>${nextMarker}`)
}

/** Keys and common prefixes. The next page begins after `last`. */
type Page = { entries: { key: string; gathered: boolean }[]; truncated: boolean; last: string; size: number }

function pageAfter(bucket: StubBucket, request: StubRequest, after: string): Page {
  const { query } = request
  const asked = Number(query.get('max-keys') ?? 1000)
  if (!(asked >= 0)) throw new AwsError(400, 'InvalidArgument', 'Provided max-keys not an integer or within range')
  const size = Math.min(asked, 1000)
  const prefix = query.get('prefix') ?? ''
  const delimiter = query.get('delimiter') ?? ''
  const keys = bucket.keys()
  const page: Page = { entries: [], truncated: false, last: after, size }
  for (let i = firstFrom(keys, prefix, after); i < keys.length; i++) {
    const key = keys[i] as string
    if (!key.startsWith(prefix)) break
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
    const name = end < 0 ? key : key.slice(0, end + delimiter.length)
    if (name === page.last) continue
    if (end >= 0 && after.startsWith(name)) continue
    if (page.entries.length === size) {
      page.truncated = size > 0
      break
    }
    page.entries.push({ key: name, gathered: end >= 0 })
    page.last = name
  }
  return page
}

/** The index of the first key after `after` that is not before `prefix`. */
function firstFrom(keys: string[], prefix: string, after: string): number {
  let low = 0
  let high = keys.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const key = keys[middle] as string
    if (byBytes(key, prefix) >= 0 && (after === '' || byBytes(key, after) > 0)) high = middle
    else low = middle + 1
  }
  return low
}

function listing(context: StubContext, request: StubRequest, page: Page, more: string) {
  const { query } = request
  const encode = encoder(request)
  let contents = ''
  let gathered = ''
  for (const entry of page.entries) {
    const object = context.bucket.objects.get(entry.key)
    if (entry.gathered) gathered += `<CommonPrefixes><Prefix>${encode(entry.key)}</Prefix></CommonPrefixes>`
    else if (object !== undefined) {
      contents += `<Contents><Key>${encode(entry.key)}</Key><LastModified>${object.modified.toISOString()}</LastModified><ETag>&quot;${object.etag}&quot;</ETag><Size>${object.size}</Size><StorageClass>STANDARD</StorageClass></Contents>`
    }
  }
  const delimiter = query.has('delimiter') ? `<Delimiter>${encode(query.get('delimiter') ?? '')}</Delimiter>` : ''
  const encoding = query.has('encoding-type') ? '<EncodingType>url</EncodingType>' : ''
  const body = `${head}<ListBucketResult ${namespace}><Name>${request.bucket}</Name><Prefix>${encode(query.get('prefix') ?? '')}</Prefix><MaxKeys>${page.size}</MaxKeys>${delimiter}${encoding}<IsTruncated>${page.truncated}</IsTruncated>${more}${contents}${gathered}</ListBucketResult>`
  return { status: 200, headers: { 'content-type': 'application/xml' }, body }
}

/** `encoding-type=url` encodes as forms do: a space is a plus sign. */
function encoder(request: StubRequest): (text: string) => string {
  if (request.query.get('encoding-type') !== 'url') return escapeXml
  return (text) =>
    /^[\w./*-]*$/.test(text)
      ? text
      : encodeURIComponent(text)
          .replaceAll('%2F', '/')
          .replaceAll('%20', '+')
          .replace(/[!'()~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
}

function readToken(token: string): string {
  const key = Buffer.from(token, 'base64').toString('utf8')
  if (key === '') throw new AwsError(400, 'InvalidArgument', 'The continuation token provided is incorrect')
  return key
}
