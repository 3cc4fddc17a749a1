import { AwsError } from './aws-error.ts'
import { checkCopySource, checkWriteConditions, noSuchKey } from './conditions.ts'
import { checkKey, keptHeaders } from './object-headers.ts'
import { encryptionHeaders, etagOf, type Operation } from './stub-context.ts'
import { decode, type StubRequest } from './stub-request.ts'

export const putObject: Operation = (context, request, body) => {
  checkKey(request.key)
  checkWriteConditions(request, context.bucket.objects.get(request.key))
  const etag = etagOf(context, body)
  context.bucket.put(request.key, {
    body: context.keepsBody(request.key) ? body : null,
    size: body.length,
    etag,
    headers: keptHeaders(request.headers),
    modified: new Date(),
  })
  return { status: 200, headers: { etag: `"${etag}"`, ...encryptionHeaders(context) } }
}

/** Copies within one bucket. A copy of a multipart object is in one piece, and so has another ETag. */
export const copyObject: Operation = (context, request) => {
  checkKey(request.key)
  const key = sourceKey(request)
  const source = context.bucket.objects.get(key)
  if (source === undefined) throw noSuchKey()
  checkCopySource(request, source)
  checkWriteConditions(request, context.bucket.objects.get(request.key))
  const replace = request.headers['x-amz-metadata-directive'] === 'REPLACE'
  if (!replace && key === request.key) {
    throw new AwsError(400, 'InvalidRequest', 'This copy request is illegal because it changes nothing of the object.')
  }
  const etag = source.body === null ? source.etag : etagOf(context, source.body)
  const modified = new Date()
  const headers = replace ? keptHeaders(request.headers) : source.headers
  context.bucket.put(request.key, { ...source, etag, headers, modified })
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<CopyObjectResult><LastModified>${modified.toISOString()}</LastModified><ETag>&quot;${etag}&quot;</ETag></CopyObjectResult>`
  return { status: 200, headers: encryptionHeaders(context), body }
}

function sourceKey(request: StubRequest): string {
  const source = decode(String(request.headers['x-amz-copy-source'])).replace(/^\//, '')
  const slash = source.indexOf('/')
  if (source.slice(0, slash) !== request.bucket) {
    throw new AwsError(501, 'NotImplemented', 'The stub copies only within a bucket')
  }
  return source.slice(slash + 1)
}

export const deleteObject: Operation = (context, request) => {
  const standing = context.bucket.objects.get(request.key)
  if (request.headers['if-match'] !== undefined) checkWriteConditions(request, standing)
  if (context.undeletable.has(request.key)) throw new AwsError(403, 'AccessDenied', 'Access Denied')
  context.bucket.delete(request.key)
  return { status: 204 }
}
