import { hash } from 'node:crypto'
import type { Reply } from '../http/reply.ts'
import type { Headers } from '../model/change.ts'
import { BucketError } from './bucket.ts'
import type { ByteSemaphore } from './byte-semaphore.ts'
import type { Client } from './client.ts'
import { bareETag } from './listing.ts'
import { lateFailure, textIn, wrongETag } from './objects.ts'

const mebibyte = 1024 * 1024
const mostParts = 10_000
/** Parts of one file that are on their way at a time. */
const abreast = 4

export type Upload = { key: string; size: number; headers: Headers }

/** Where the bytes come from. `verify` throws if they are not what they were. */
export type Source = { read: (start: number, length: number) => Promise<Buffer>; verify: () => Promise<void> }

type Part = { md5: Buffer; etag: string }

/** Bytes of every part but the last: 8 MiB, as AWS's own tools have it, or more so that 10,000 are enough. */
export function partSize(size: number): number {
  return Math.max(8, Math.ceil(size / mostParts / mebibyte)) * mebibyte
}

export async function putParts(client: Client, memory: ByteSemaphore, upload: Upload, source: Source): Promise<string> {
  const { key, size, headers } = upload
  const uploadId = await begin(client, key, headers)
  const length = partSize(size)
  const parts: Part[] = new Array(Math.ceil(size / length))
  let next = 0
  let failed = false
  const worker = async () => {
    while (next < parts.length && !failed) {
      const index = next
      next += 1
      const leave = await memory.take(length)
      try {
        if (failed) return
        const start = index * length
        const body = await source.read(start, Math.min(length, size - start))
        parts[index] = await putPart(client, key, { uploadId, partNumber: String(index + 1) }, body)
      } catch (error) {
        failed = true
        throw error
      } finally {
        leave()
      }
    }
  }
  try {
    const workers = await Promise.allSettled(Array.from({ length: abreast }, worker))
    for (const one of workers) if (one.status === 'rejected') throw one.reason
    await source.verify()
    return await complete(client, key, uploadId, parts)
  } catch (error) {
    const query = { uploadId }
    // Parts that stay cost money until a rule of the bucket removes them, but the error to report is the first one.
    await client.call({ operation: 'AbortMultipartUpload', method: 'DELETE', key, query }).catch(() => {})
    throw error
  }
}

async function begin(client: Client, key: string, headers: Headers): Promise<string> {
  const asked = { operation: 'CreateMultipartUpload', bucket: client.bucket, key }
  let uploadId = ''
  const check = (reply: Reply) => {
    uploadId = textIn(reply, 'UploadId') ?? ''
    return uploadId ? null : lateFailure(reply, asked)
  }
  await client.call({ operation: asked.operation, method: 'POST', key, query: { uploads: '' }, headers, check })
  return uploadId
}

async function putPart(client: Client, key: string, query: Record<string, string>, body: Buffer): Promise<Part> {
  const md5 = hash('md5', body, 'buffer')
  const headers = { 'content-md5': md5.toString('base64') }
  const check = (reply: Reply) => wrongETag(reply, md5.toString('hex'), key)
  const reply = await client.call({ operation: 'UploadPart', method: 'PUT', key, query, headers, body, check })
  return { md5, etag: bareETag(reply.headers.etag ?? '') }
}

async function complete(client: Client, key: string, uploadId: string, parts: Part[]): Promise<string> {
  const named = parts.map(
    ({ etag }, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>&quot;${etag}&quot;</ETag></Part>`,
  )
  const body = Buffer.from(
    `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${named.join('')}</CompleteMultipartUpload>`,
  )
  const asked = { operation: 'CompleteMultipartUpload', bucket: client.bucket, key }
  const headers = { 'content-type': 'application/xml' }
  let etag = ''
  const check = (reply: Reply) => {
    etag = textIn(reply, 'ETag') ?? ''
    return etag ? null : lateFailure(reply, asked)
  }
  try {
    await client.call({ operation: asked.operation, method: 'POST', key, query: { uploadId }, headers, body, check })
  } catch (error) {
    // An earlier try may have been carried out with its reply lost.
    if (!(error instanceof BucketError) || error.code !== 'NoSuchUpload') throw error
    const there = await client.call({ operation: 'HeadObject', method: 'HEAD', key })
    etag = there.headers.etag ?? ''
    const digests = Buffer.concat(parts.map((part) => part.md5))
    if (bareETag(etag) !== `${hash('md5', digests, 'hex')}-${parts.length}`) throw error
  }
  return bareETag(etag)
}
