import { hash } from 'node:crypto'
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStubBucket, type StubbedBucket } from '../../test/open-stub-bucket.ts'
import { partSize } from './multipart.ts'

const part = 8 * 1024 * 1024
const size = 2 * part + 100
const bytes = Buffer.alloc(size)
for (let at = 0; at < size; at += 4) bytes.writeUInt32LE(at, at)

let site: StubbedBucket
let folder: string
let file: string
beforeEach(async () => {
  site = await openStubBucket()
  folder = mkdtempSync(join(tmpdir(), 'site-sync-'))
  file = join(folder, 'film.mp4')
  writeFileSync(file, bytes)
})
afterEach(async () => {
  await site.close()
  rmSync(folder, { recursive: true })
})

function uploads() {
  return site.stub.bucket('site').uploads.size
}

describe('partSize', () => {
  it('is 8 MiB, or as much as makes 10,000 parts', () => {
    expect(partSize(1)).toBe(part)
    expect(partSize(10_000 * part)).toBe(part)
    for (const size of [10_000 * part + 1, 5 * 1024 ** 4]) expect(size / partSize(size)).toBeLessThanOrEqual(10_000)
  })
})

describe('putFile', () => {
  it('puts the bytes together again, with their headers', async () => {
    const etag = await site.bucket.putFile('a', file, size, { 'content-type': 'video/mp4' })
    const object = site.stub.objects.get('a')
    expect(object?.body?.equals(bytes)).toBe(true)
    expect(object?.headers).toEqual({ 'content-type': 'video/mp4' })
    const ends = [0, part, 2 * part].map((start) => hash('md5', bytes.subarray(start, start + part), 'buffer'))
    expect(etag).toBe(`${hash('md5', Buffer.concat(ends))}-3`)
    expect(Object.fromEntries(site.bucket.requests)).toEqual({
      CreateMultipartUpload: 1,
      UploadPart: 3,
      CompleteMultipartUpload: 1,
    })
  })

  it('puts at once what is no more than a part', async () => {
    writeFileSync(file, bytes.subarray(0, part))
    await site.bucket.putFile('a', file, part, {})
    expect(Object.fromEntries(site.bucket.requests)).toEqual({ PutObject: 1 })
  })

  it('gets through refusals, broken connections and errors in replies that began well', async () => {
    site.stub.faults.fail(1, { operation: 'CreateMultipartUpload' })
    site.stub.faults.fail(2, { operation: 'UploadPart' })
    site.stub.faults.drop(2, 'before', { operation: 'UploadPart' })
    site.stub.faults.fail(1, { operation: 'CompleteMultipartUpload', code: 'InternalError', status: 200 })
    await site.bucket.putFile('a', file, size, {})
    expect(site.stub.objects.get('a')?.body?.equals(bytes)).toBe(true)
  })

  it('knows its own when the reply to the last word was lost', async () => {
    site.stub.faults.drop(1, 'after', { operation: 'CompleteMultipartUpload' })
    const etag = await site.bucket.putFile('a', file, size, {})
    expect(etag).toBe(site.stub.objects.get('a')?.etag)
  })

  it('goes by what S3 calls parts whose ETags tell nothing of them', async () => {
    site.stub.etags = 'kms'
    expect(await site.bucket.putFile('a', file, size, {})).toBe(site.stub.objects.get('a')?.etag)
    expect(site.retries).toEqual([])
  })

  it('leaves no parts behind when it fails', async () => {
    site.stub.faults.fail(1, { operation: 'UploadPart', code: 'AccessDenied', status: 403 })
    await expect(site.bucket.putFile('a', file, size, {})).rejects.toMatchObject({ code: 'AccessDenied' })
    expect(uploads()).toBe(0)
    expect(site.stub.objects.size).toBe(0)
  })

  it('tells of the failure even when the parts cannot be removed', async () => {
    site.stub.faults.fail(1, { operation: 'UploadPart', code: 'AccessDenied', status: 403 })
    site.stub.faults.fail(1, { operation: 'AbortMultipartUpload', code: 'NoSuchUpload', status: 404 })
    await expect(site.bucket.putFile('a', file, size, {})).rejects.toMatchObject({ code: 'AccessDenied' })
  })

  it.each([
    ['longer', (name: string) => appendFileSync(name, 'x')],
    ['other', (name: string) => writeFileSync(name, Buffer.alloc(size))],
    ['shorter', (name: string) => writeFileSync(name, 'x')],
  ])('does not put together a file that got %s on the way', async (_, change) => {
    let isFirst = true
    site.stub.before = (operation) => {
      if (operation === 'UploadPart' && isFirst) {
        isFirst = false
        change(file)
      }
    }
    await expect(site.bucket.putFile('a', file, size, {})).rejects.toMatchObject({ code: 'FileChanged' })
    expect(site.stub.objects.size).toBe(0)
    expect(uploads()).toBe(0)
  })

  it('does not begin with a file of another size', async () => {
    await expect(site.bucket.putFile('a', file, size + 1, {})).rejects.toMatchObject({ code: 'FileChanged' })
    await expect(site.bucket.putFile('a', file, 3, {})).rejects.toMatchObject({ code: 'FileChanged' })
    expect(site.bucket.requests.size).toBe(0)
  })

  it('holds no more in memory than it may, however many files there are', async () => {
    site.stub.latency = 2
    const small = part - 1
    writeFileSync(file, bytes.subarray(0, small))
    const names = Array.from({ length: 24 }, (_, index) => `${index}`)
    await Promise.all(names.map((name) => site.bucket.putFile(name, file, small, {})))
    expect(site.stub.mostAtOnce).toBeLessThanOrEqual(8)
    expect(site.stub.mostAtOnce).toBeGreaterThan(1)
  })
})
