import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startAnswering } from '../../test/answering-server.ts'
import { openStubBucket, type StubbedBucket, stubEnv } from '../../test/open-stub-bucket.ts'
import { startRawServer } from '../../test/raw-server.ts'
import type { Retry } from './client.ts'
import { type OpenOptions, openBucket } from './open-bucket.ts'

const bytes = Buffer.from('hello')

describe('a passing fault', () => {
  let site: StubbedBucket
  beforeEach(async () => {
    site = await openStubBucket()
  })
  afterEach(() => site.close())

  it.each([
    ['SlowDown', 503],
    ['InternalError', 500],
    ['RequestTimeout', 400],
    ['ThrottlingException', 400],
    ['OperationAborted', 409],
    ['BadDigest', 400],
  ])('is retried: %s', async (code, status) => {
    site.stub.faults.fail(3, { code, status })
    await site.bucket.put('a', bytes, {})
    expect(site.retries.map((retry) => retry.code)).toEqual([code, code, code])
    expect(site.bucket.requests.get('PutObject')).toBe(4)
  })

  it.each(['before', 'after'] as const)(
    'is retried: a connection that breaks %s the request had its effect',
    async (when) => {
      site.stub.faults.drop(3, when)
      await Promise.all(['a', 'b', 'c', 'd', 'e'].map((key) => site.bucket.put(key, Buffer.from(key), {})))
      expect(site.stub.objects.size).toBe(5)
    },
  )

  it('fails after eight tries', async () => {
    await site.bucket.put('a', bytes, {})
    site.stub.faults.fail(100)
    await expect(site.bucket.put('a', bytes, {})).rejects.toMatchObject({ code: 'SlowDown', status: 503, tries: 8 })
  })

  it('loses no object when every tenth request is refused', async () => {
    site.stub.faults.flaky(0.1)
    const keys = Array.from({ length: 300 }, (_, index) => `${index}`)
    await Promise.all(keys.map((key) => site.bucket.put(key, Buffer.from(key), {})))
    for (const key of keys) expect(String(site.stub.objects.get(key)?.body)).toBe(key)
    expect(site.retries.length).toBeGreaterThan(10)
  })

  it('keeps to the limit of requests in flight, and lowers it after SlowDown', async () => {
    site.stub.latency = 5
    const put = (count: number) =>
      Promise.all(Array.from({ length: count }, (_, index) => site.bucket.put(`${index}`, bytes, {})))
    await put(100)
    expect(site.stub.mostAtOnce).toBe(16)
    site.stub.faults.fail(1)
    await put(1)
    site.stub.mostAtOnce = 0
    await put(16)
    expect(site.stub.mostAtOnce).toBeLessThan(11)
  })
})

describe('a lasting fault', () => {
  let site: StubbedBucket
  beforeEach(async () => {
    site = await openStubBucket()
  })
  afterEach(() => site.close())

  it.each([
    ['AccessDenied', 403, 's3:PutObject'],
    ['InvalidAccessKeyId', 403, 'AWS_SESSION_TOKEN'],
    ['SignatureDoesNotMatch', 403, 'does not belong'],
    ['RequestTimeTooSkewed', 403, 'clock of this machine is wrong'],
    ['NoSuchBucket', 404, 'no bucket "site"'],
    ['InvalidToken', 400, 'AWS_SESSION_TOKEN'],
    ['EntityTooLarge', 400, 'EntityTooLarge'],
  ])('fails at once and says why: %s', async (code, status, words) => {
    site.stub.faults.fail(1, { code, status })
    await expect(site.bucket.put('a/b', bytes, {})).rejects.toThrow(words)
    expect(site.retries).toEqual([])
  })

  it('fails with the session token of other keys', async () => {
    const settings = { bucket: 'site', region: 'us-east-1', endpoint: site.stub.url, profile: null, concurrency: 1 }
    const bucket = await openBucket(settings, { env: { ...stubEnv, AWS_SESSION_TOKEN: 'another' } })
    await expect(bucket.get('a')).rejects.toThrow(/session token/)
    bucket.close()
  })

  it('renews expired credentials once', async () => {
    const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = stubEnv
    const asked: boolean[] = []
    const credentials = (anew = false) => {
      asked.push(anew)
      return { accessKeyId, secretAccessKey, sessionToken: stubEnv.AWS_SESSION_TOKEN }
    }
    const settings = { bucket: 'site', region: 'us-east-1', endpoint: site.stub.url, profile: null, concurrency: 1 }
    const bucket = await openBucket(settings, { credentials })
    site.stub.faults.fail(1, { code: 'ExpiredToken', status: 400 })
    await bucket.put('a', bytes, {})
    site.stub.faults.fail(2, { code: 'ExpiredToken', status: 400 })
    await expect(bucket.put('a', bytes, {})).rejects.toThrow(/expired/)
    expect(asked.filter((anew) => anew)).toHaveLength(2)
    bucket.close()
  })

  it('ends waiting requests when the bucket is closed', async () => {
    site.stub.faults.fail(100)
    const waiting = site.bucket.put('a', bytes, {})
    await expect.poll(() => site.retries.length).toBeGreaterThan(0)
    site.bucket.close()
    await expect(waiting).rejects.toThrow()
    await expect(site.bucket.put('a', bytes, {})).rejects.toMatchObject({ code: 'Closed' })
  })
})

describe('a server that deviates from S3', () => {
  async function against(answer: Parameters<typeof startAnswering>[0], options: OpenOptions = {}) {
    const server = await startAnswering(answer)
    const settings = { bucket: 'site', region: 'us-east-1', endpoint: server.url, profile: null, concurrency: 4 }
    const bucket = await openBucket(settings, { env: stubEnv, retrying: { firstPauseMs: 2 }, ...options })
    const close = async () => {
      bucket.close()
      await server.close()
    }
    return { bucket, seen: server.seen, close }
  }

  it('is noticed when other bytes arrived than were sent', async () => {
    const { bucket, seen, close } = await against((_, response) => {
      response.setHeader('etag', '"5d41402abc4b2a76b9719d911017c593"').end()
    })
    await expect(bucket.put('a', bytes, {})).rejects.toMatchObject({ code: 'WrongETag' })
    expect(seen).toHaveLength(3)
    await close()
  })

  it('is noticed when its reply has no ETag', async () => {
    const { bucket, close } = await against((_, response) => void response.end('welcome'))
    await expect(bucket.put('a', bytes, {})).rejects.toMatchObject({ code: 'BadReply' })
    await expect(bucket.delete(['a'])).rejects.toMatchObject({ code: 'BadReply' })
    await expect(bucket.replaceHeaders('a', {}, 'e')).rejects.toMatchObject({ code: 'BadReply' })
    await close()
  })

  it('is not believed about missing objects when it is not S3', async () => {
    const { bucket, close } = await against((_, response) => void response.writeHead(404).end('<h1>Not found</h1>'))
    await expect(bucket.get('a')).rejects.toMatchObject({ code: 'Http404' })
    await close()
  })

  it('is waited for no longer than the idle timeout', async () => {
    const { bucket, seen, close } = await against(() => {}, { idleTimeoutMs: 50 })
    await expect(bucket.get('a')).rejects.toThrow(/no answer/)
    expect(seen.length).toBeGreaterThan(1)
    await close()
  })

  it('is not tried for long when it does not speak HTTP', async () => {
    const { url, sockets } = await startRawServer((socket) => socket.once('data', () => socket.write('220 mail\r\n')))
    const settings = { bucket: 'site', region: 'us-east-1', endpoint: url, profile: null, concurrency: 4 }
    const bucket = await openBucket(settings, { env: stubEnv, retrying: { firstPauseMs: 2 } })
    await expect(bucket.get('a')).rejects.toMatchObject({
      code: 'NotHttp',
      message: expect.stringMatching(/GetObject .* does not speak HTTP as it should: its reply begins in another way/),
    })
    expect(sockets).toHaveLength(3)
    bucket.close()
  })

  it('is obeyed when it says how long to wait', async () => {
    let answered = 0
    const retries: Retry[] = []
    const answer = (_: unknown, response: ServerResponse) => {
      answered += 1
      if (answered === 1) response.writeHead(503, { 'retry-after': '1' }).end()
      else response.writeHead(200, { etag: '"e"' }).end('body')
    }
    const { bucket, close } = await against(answer, { onRetry: (retry) => retries.push(retry) })
    await bucket.get('a')
    expect(retries.map(({ pauseMs }) => pauseMs >= 1_000)).toEqual([true])
    await close()
  })

  it.each([
    ['a header', 301, { 'x-amz-bucket-region': 'eu-west-1' }, ''],
    ['its body', 400, {}, '<Error><Code>AuthorizationHeaderMalformed</Code><Region>eu-west-1</Region></Error>'],
  ])('is asked in the region that it names in %s', async (_, status, headers, body) => {
    const { bucket, seen, close } = await against((request, response) => {
      if (request.headers.authorization?.includes('/eu-west-1/')) response.setHeader('etag', '"e"').end('body')
      else response.writeHead(status, headers).end(body)
    })
    expect(String((await bucket.get('a'))?.body)).toBe('body')
    await bucket.get('a')
    expect(seen).toHaveLength(3)
    await close()
  })

  it('is not followed from region to region', async () => {
    const { bucket, seen, close } = await against((request, response) => {
      const region = request.headers.authorization?.includes('/eu-west-1/') ? 'us-west-2' : 'eu-west-1'
      response.writeHead(301, { 'x-amz-bucket-region': region }).end()
    })
    await expect(bucket.get('a')).rejects.toMatchObject({ status: 301 })
    expect(seen).toHaveLength(2)
    await close()
  })

  it('fails soon when no server answers', async () => {
    const { url, close } = await startAnswering(() => {})
    await close()
    const settings = { bucket: 'site', region: 'us-east-1', endpoint: url, profile: null, concurrency: 4 }
    const bucket = await openBucket(settings, { env: stubEnv, retrying: { firstPauseMs: 2 } })
    await expect(bucket.get('a')).rejects.toMatchObject({ code: 'ECONNREFUSED', tries: 3 })
    bucket.close()
  })
})
