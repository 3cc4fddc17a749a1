import { hash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStubBucket, type StubbedBucket } from '../../test/open-stub-bucket.ts'
import { ConditionFailed } from './bucket.ts'

let site: StubbedBucket
beforeEach(async () => {
  site = await openStubBucket()
})
afterEach(() => site.close())

const bytes = Buffer.from('hello')

describe('put', () => {
  it('gives the ETag, and sends the headers', async () => {
    const headers = { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-cache', 'content-encoding': 'br' }
    expect(await site.bucket.put('a', bytes, headers)).toBe(hash('md5', bytes))
    expect(site.stub.objects.get('a')?.headers).toMatchObject(headers)
    expect(site.bucket.requests.get('PutObject')).toBe(1)
  })

  it('takes no bytes at all', async () => {
    await site.bucket.put('a', Buffer.alloc(0), {})
    expect(site.stub.objects.get('a')?.size).toBe(0)
  })

  it('holds no ETag against the bytes that tells nothing of them', async () => {
    site.stub.etags = 'kms'
    expect(await site.bucket.put('a', bytes, {})).not.toBe(hash('md5', bytes))
    expect(site.retries).toEqual([])
  })

  it('is refused where something stands that must not, or not what should', async () => {
    const etag = await site.bucket.put('a', bytes, {}, { ifMatch: null })
    const refused = async (condition: { ifMatch: string | null }, key = 'a') =>
      expect(site.bucket.put(key, Buffer.from('other'), {}, condition)).rejects.toThrow(ConditionFailed)
    await refused({ ifMatch: null })
    await refused({ ifMatch: 'another' })
    await refused({ ifMatch: etag }, 'nothing')
    expect(site.stub.objects.get('a')?.body).toEqual(bytes)
    await site.bucket.put('a', Buffer.from('other'), {}, { ifMatch: etag })
    expect(String(site.stub.objects.get('a')?.body)).toBe('other')
  })

  it('lets one of many win that want the same', async () => {
    const tries = Array.from({ length: 10 }, (_, one) =>
      site.bucket.put('a', Buffer.from(`${one}`), {}, { ifMatch: null }),
    )
    const ended = await Promise.allSettled(tries)
    expect(ended.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('knows its own when the reply to it was lost', async () => {
    site.stub.faults.drop(1, 'after', { operation: 'PutObject' })
    expect(await site.bucket.put('a', bytes, {}, { ifMatch: null })).toBe(hash('md5', bytes))
  })

  it('takes a conflict for a condition that failed', async () => {
    site.stub.faults.fail(1, { code: 'ConditionalRequestConflict', status: 409 })
    await expect(site.bucket.put('a', bytes, {}, { ifMatch: null })).rejects.toThrow(ConditionFailed)
  })
})

describe('get', () => {
  it('gives bytes and ETag, or null', async () => {
    const etag = await site.bucket.put('a', bytes, {})
    expect(await site.bucket.get('a')).toEqual({ body: bytes, etag })
    expect(await site.bucket.get('b')).toBeNull()
  })

  it('throws where it may not look, and where there is no bucket', async () => {
    site.stub.faults.fail(1, { code: 'AccessDenied', status: 403 })
    await expect(site.bucket.get('a')).rejects.toThrow(/s3:GetObject/)
    site.stub.faults.fail(1, { code: 'NoSuchBucket', status: 404 })
    await expect(site.bucket.get('a')).rejects.toThrow('There is no bucket "site"')
  })

  it('asks again when half of it came', async () => {
    await site.bucket.put('a', bytes, {})
    site.stub.faults.truncate(1, 'cut', { operation: 'GetObject' })
    expect((await site.bucket.get('a'))?.body).toEqual(bytes)
  })
})

describe('replaceHeaders', () => {
  it('gives it those and no others, and leaves the bytes', async () => {
    const etag = await site.bucket.put('a', bytes, { 'content-type': 'a/b', 'cache-control': 'no-cache' })
    expect(await site.bucket.replaceHeaders('a', { 'content-type': 'c/d' }, etag)).toBe(etag)
    const { headers, body } = site.stub.objects.get('a') ?? {}
    expect(headers).toEqual({ 'content-type': 'c/d' })
    expect(body).toEqual(bytes)
  })

  it('does not touch what somebody else has written', async () => {
    const etag = await site.bucket.put('a', bytes, { 'content-type': 'a/b' })
    await site.bucket.put('a', Buffer.from('other'), { 'content-type': 'a/b' })
    await expect(site.bucket.replaceHeaders('a', { 'content-type': 'c/d' }, etag)).rejects.toThrow(ConditionFailed)
    expect(site.stub.objects.get('a')?.headers['content-type']).toBe('a/b')
  })

  it('finds an error in a reply that began well', async () => {
    const etag = await site.bucket.put('a', bytes, {})
    site.stub.faults.fail(1, { operation: 'CopyObject', code: 'InternalError', status: 200 })
    await site.bucket.replaceHeaders('a', { 'content-type': 'c/d' }, etag)
    expect(site.retries.map(({ code }) => code)).toEqual(['InternalError'])
    site.stub.faults.fail(1, { operation: 'CopyObject', code: 'AccessDenied', status: 200 })
    await expect(site.bucket.replaceHeaders('a', {}, etag)).rejects.toMatchObject({ code: 'AccessDenied' })
  })

  it('knows its own when the reply was lost and the ETag is another since', async () => {
    site.stub.etags = 'kms'
    const etag = await site.bucket.put('a', bytes, {})
    site.stub.faults.drop(1, 'after', { operation: 'CopyObject' })
    const now = await site.bucket.replaceHeaders('a', { 'content-type': 'c/d' }, etag)
    expect(now).toBe(site.stub.objects.get('a')?.etag)
    expect(now).not.toBe(etag)
  })
})

describe('delete', () => {
  const keys = Array.from({ length: 1000 }, (_, index) => `${index}`)

  it('deletes a thousand with one request, and what is not there', async () => {
    await Promise.all(keys.slice(1).map((key) => site.bucket.put(key, bytes, {})))
    await site.bucket.delete(keys)
    expect(site.stub.objects.size).toBe(0)
    expect(site.bucket.requests.get('DeleteObjects')).toBe(1)
    await site.bucket.delete([])
    expect(site.bucket.requests.get('DeleteObjects')).toBe(1)
    await expect(site.bucket.delete([...keys, 'more'])).rejects.toThrow(RangeError)
  })

  it('names what could not be deleted', async () => {
    const some = ['a', 'b', 'c\u0001']
    await Promise.all(some.map((key) => site.bucket.put(key, bytes, {})))
    site.stub.undeletable.add('b').add('c\u0001')
    const deleting = site.bucket.delete(some)
    await expect(deleting).rejects.toMatchObject({ code: 'AccessDenied' })
    await expect(deleting).rejects.toThrow(/^2 of the objects .*b \(AccessDenied\)/)
    expect([...site.stub.objects.keys()]).toEqual(['b', 'c\u0001'])
  })

  it('takes no half of a reply for success', async () => {
    site.stub.undeletable.add('a')
    site.stub.faults.truncate(100, 'half', { operation: 'DeleteObjects' })
    await expect(site.bucket.delete(['a'])).rejects.toMatchObject({ code: 'BadReply' })
  })
})
