import { hash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import type { Headers } from '../plan/change.ts'
import { BucketError } from './bucket.ts'
import type { Client } from './client.ts'
import { bareETag } from './listing.ts'
import { lateFailure, putObject, textIn, wrongETag } from './objects.ts'
import type { Room } from './room.ts'
import type { Reply } from './wire.ts'

const mebibyte = 1024 * 1024
const mostParts = 10_000
/** Parts of one file that are on their way at a time. */
const abreast = 4

/** Bytes of every part but the last: 8 MiB, as AWS's own tools have it, or more so that 10,000 are enough. */
export function partSize(size: number): number {
  return Math.max(8, Math.ceil(size / mostParts / mebibyte)) * mebibyte
}

/**
 * Uploads a file part by part; one of no more than a part at once. Parts are in memory while they are on their way, which
 * `room` has a limit for.
 */
export async function putFile(
  client: Client,
  room: Room,
  upload: { key: string; file: string; size: number; headers: Headers },
): Promise<string> {
  const handle = await open(upload.file)
  try {
    const before = await handle.stat({ bigint: true })
    if (Number(before.size) !== upload.size) throw changed(upload.file)
    const verify = async () => {
      const now = await handle.stat({ bigint: true })
      if (now.size !== before.size || now.mtimeNs !== before.mtimeNs) throw changed(upload.file)
    }
    if (upload.size > partSize(upload.size)) return await putParts(client, room, upload, handle, verify)
    const leave = await room.take(upload.size)
    try {
      const body = await readPart(handle, upload.file, 0, upload.size)
      await verify()
      return await putObject(client, upload.key, body, upload.headers)
    } finally {
      leave()
    }
  } finally {
    await handle.close()
  }
}

type Upload = { key: string; file: string; size: number; headers: Headers }

async function putParts(
  client: Client,
  room: Room,
  { key, file, size, headers }: Upload,
  handle: FileHandle,
  verify: () => Promise<void>,
): Promise<string> {
  const uploadId = await begin(client, key, headers)
  const length = partSize(size)
  const digests: Buffer[] = new Array(Math.ceil(size / length))
  let next = 0
  let failed = false
  const worker = async () => {
    while (next < digests.length && !failed) {
      const index = next
      next += 1
      const leave = await room.take(length)
      try {
        if (failed) return
        const start = index * length
        const body = await readPart(handle, file, start, Math.min(length, size - start))
        digests[index] = await putPart(client, key, { uploadId, partNumber: String(index + 1) }, body)
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
    await verify()
    return await complete(client, key, uploadId, digests)
  } catch (error) {
    const query = { uploadId }
    // What stays costs money until a rule of the bucket removes it, but it is the failure that is to be told.
    await client.call({ operation: 'AbortMultipartUpload', method: 'DELETE', key, query }).catch(() => {})
    throw error
  }
}

async function begin(client: Client, key: string, headers: Headers): Promise<string> {
  const asked = { operation: 'CreateMultipartUpload', bucket: client.bucket, key }
  let uploadId = ''
  const check = (reply: Reply) => {
    uploadId = textIn(reply, 'InitiateMultipartUploadResult', 'UploadId') ?? ''
    return uploadId ? null : lateFailure(reply, asked)
  }
  await client.call({ operation: asked.operation, method: 'POST', key, query: { uploads: '' }, headers, check })
  return uploadId
}

async function putPart(client: Client, key: string, query: Record<string, string>, body: Buffer): Promise<Buffer> {
  const md5 = hash('md5', body, 'buffer')
  const headers = { 'content-md5': md5.toString('base64') }
  const check = (reply: Reply) => wrongETag(reply, md5.toString('hex'), key)
  const reply = await client.call({ operation: 'UploadPart', method: 'PUT', key, query, headers, body, check })
  return Object.assign(md5, { etag: reply.headers.etag })
}

async function complete(client: Client, key: string, uploadId: string, parts: Buffer[]): Promise<string> {
  const named = parts.map((part, index) => {
    const { etag } = part as Buffer & { etag: string }
    return `<Part><PartNumber>${index + 1}</PartNumber><ETag>${etag.replaceAll('"', '&quot;')}</ETag></Part>`
  })
  const body = Buffer.from(
    `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${named.join('')}</CompleteMultipartUpload>`,
  )
  const asked = { operation: 'CompleteMultipartUpload', bucket: client.bucket, key }
  const headers = { 'content-type': 'application/xml' }
  let etag = ''
  const check = (reply: Reply) => {
    etag = textIn(reply, 'CompleteMultipartUploadResult', 'ETag') ?? ''
    return etag ? null : lateFailure(reply, asked)
  }
  try {
    await client.call({ operation: asked.operation, method: 'POST', key, query: { uploadId }, headers, body, check })
  } catch (error) {
    // An earlier try may have been carried out with its reply lost.
    if (!(error instanceof BucketError) || error.code !== 'NoSuchUpload') throw error
    const there = await client.call({ operation: 'HeadObject', method: 'HEAD', key })
    etag = there.headers.etag ?? ''
    if (bareETag(etag) !== `${hash('md5', Buffer.concat(parts), 'hex')}-${parts.length}`) throw error
  }
  return bareETag(etag)
}

async function readPart(handle: FileHandle, file: string, start: number, length: number): Promise<Buffer> {
  const body = Buffer.allocUnsafeSlow(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await handle.read(body, filled, length - filled, start + filled)
    if (bytesRead === 0) throw changed(file)
    filled += bytesRead
  }
  return body
}

function changed(file: string): BucketError {
  return new BucketError('FileChanged', 0, `${file} was changed while it was uploaded.`)
}
