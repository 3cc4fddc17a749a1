import { hash, randomBytes } from 'node:crypto'
import { AwsError } from './aws-error.ts'
import { checkWriteConditions } from './conditions.ts'
import { escapeXml } from './escape-xml.ts'
import { checkKey, keptHeaders } from './object-headers.ts'
import type { StubPart, StubUpload } from './stub-bucket.ts'
import { encryptionHeaders, etagOf, type Operation, type StubContext } from './stub-context.ts'
import type { StubRequest } from './stub-request.ts'
import { elements, parseXml, text } from './xml.ts'

const head = '<?xml version="1.0" encoding="UTF-8"?>\n'

export const createMultipartUpload: Operation = (context, request) => {
  checkKey(request.key)
  const id = randomBytes(12).toString('hex')
  context.bucket.uploads.set(id, { key: request.key, headers: keptHeaders(request.headers), parts: new Map() })
  const body = `${head}<InitiateMultipartUploadResult><Bucket>${request.bucket}</Bucket><Key>${escapeXml(request.key)}</Key><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`
  return { status: 200, headers: encryptionHeaders(context), body }
}

export const uploadPart: Operation = (context, request, body) => {
  const upload = uploadOf(context, request)
  const number = Number(request.query.get('partNumber'))
  if (!(number >= 1 && number <= 10_000)) {
    throw new AwsError(400, 'InvalidArgument', 'Part number must be an integer between 1 and 10000, inclusive')
  }
  const etag = etagOf(context, body)
  upload.parts.set(number, { body: context.keepsBody(request.key) ? body : null, size: body.length, etag })
  return { status: 200, headers: { etag: `"${etag}"`, ...encryptionHeaders(context) } }
}

export const listParts: Operation = (context, request) => {
  const upload = uploadOf(context, request)
  const parts = [...upload.parts].sort(([a], [b]) => a - b)
  const items = parts.map(
    ([number, part]) =>
      `<Part><PartNumber>${number}</PartNumber><ETag>&quot;${part.etag}&quot;</ETag><Size>${part.size}</Size></Part>`,
  )
  const body = `${head}<ListPartsResult><Key>${escapeXml(request.key)}</Key><IsTruncated>false</IsTruncated>${items.join('')}</ListPartsResult>`
  return { status: 200, body }
}

export const abortMultipartUpload: Operation = (context, request) => {
  uploadOf(context, request)
  context.bucket.uploads.delete(request.query.get('uploadId') ?? '')
  return { status: 204 }
}

export const completeMultipartUpload: Operation = (context, request, body) => {
  const upload = uploadOf(context, request)
  const parts = chosenParts(upload, body, context.minPartSize)
  checkWriteConditions(request, context.bucket.objects.get(request.key))
  const digests = Buffer.concat(parts.map((part) => Buffer.from(part.etag, 'hex')))
  const etag = `${hash('md5', digests)}-${parts.length}`
  context.bucket.uploads.delete(request.query.get('uploadId') ?? '')
  context.bucket.put(request.key, {
    body: context.keepsBody(request.key) ? Buffer.concat(parts.map((part) => part.body ?? Buffer.alloc(0))) : null,
    size: parts.reduce((sum, part) => sum + part.size, 0),
    etag,
    headers: upload.headers,
    modified: new Date(),
  })
  const reply = `${head}<CompleteMultipartUploadResult><Bucket>${request.bucket}</Bucket><Key>${escapeXml(request.key)}</Key><ETag>&quot;${etag}&quot;</ETag></CompleteMultipartUploadResult>`
  return { status: 200, headers: encryptionHeaders(context), body: reply }
}

function chosenParts(upload: StubUpload, body: Buffer, minPartSize: number): StubPart[] {
  const named = elements(parseXml(body, 'CompleteMultipartUpload'), 'Part')
  if (named.length === 0) throw new AwsError(400, 'MalformedXML', 'You must specify at least one part')
  const numbers = named.map((one) => Number(text(one, 'PartNumber')))
  if (numbers.some((number, i) => number <= (numbers[i - 1] ?? 0))) {
    throw new AwsError(400, 'InvalidPartOrder', 'The list of parts was not in ascending order.')
  }
  return named.map((one, index) => {
    const part = upload.parts.get(numbers[index] ?? 0)
    if (part === undefined || part.etag !== text(one, 'ETag').replace(/^"|"$/g, '')) {
      throw new AwsError(400, 'InvalidPart', 'One or more of the specified parts could not be found.')
    }
    if (index < named.length - 1 && part.size < minPartSize) {
      throw new AwsError(400, 'EntityTooSmall', 'Your proposed upload is smaller than the minimum allowed size')
    }
    return part
  })
}

function uploadOf(context: StubContext, request: StubRequest): StubUpload {
  const upload = context.bucket.uploads.get(request.query.get('uploadId') ?? '')
  if (upload?.key !== request.key) {
    throw new AwsError(404, 'NoSuchUpload', 'The specified upload does not exist.')
  }
  return upload
}
