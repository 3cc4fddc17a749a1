import { hash } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import { type AwsStub, startAwsStub } from './aws-stub.ts'
import type { StubOptions } from './stub-options.ts'

let stub: AwsStub
afterEach(() => stub.close())

async function start(options?: StubOptions) {
  stub = await startAwsStub(options)
}

async function call(method: string, path: string, init: { headers?: Record<string, string>; body?: string } = {}) {
  const reply = await fetch(`${stub.url}${path}`, { method, ...init })
  const text = await reply.text()
  const code = /<Code>([^<]*)</.exec(text)?.[1]
  return { status: reply.status, text, code, headers: reply.headers }
}

function md5(text: string) {
  return hash('md5', text, 'base64')
}

describe('objects', () => {
  it('stores bytes and headers, and serves them', async () => {
    await start()
    const headers = { 'content-type': 'text/css', 'cache-control': 'no-cache', 'x-amz-meta-a': 'b', 'x-other': 'c' }
    const put = await call('PUT', '/site/a%2Bb%20%C3%A9.css', { headers, body: 'body' })
    expect(put.headers.get('etag')).toBe(`"${hash('md5', 'body')}"`)
    expect(stub.objects.get('a+b é.css')?.body?.toString()).toBe('body')
    const got = await call('GET', '/site/a%2Bb%20%C3%A9.css')
    expect(got.text).toBe('body')
    expect(got.headers.get('cache-control')).toBe('no-cache')
    expect(got.headers.get('x-amz-meta-a')).toBe('b')
    expect(got.headers.get('x-other')).toBeNull()
    const head = await call('HEAD', '/site/a%2Bb%20%C3%A9.css')
    expect(head.headers.get('content-length')).toBe('4')
  })

  it('reads a plus sign as a space, as S3 does', async () => {
    await start()
    await call('PUT', '/site/a+b', { body: 'x' })
    expect([...stub.objects.keys()]).toEqual(['a b'])
  })

  it('refuses bytes that do not match their digests', async () => {
    await start()
    const refused = async (headers: Record<string, string>) =>
      (await call('PUT', '/site/a', { headers, body: 'x' })).code
    expect(await refused({ 'content-md5': md5('y') })).toBe('BadDigest')
    expect(await refused({ 'content-md5': 'short' })).toBe('InvalidDigest')
    expect(await refused({ 'x-amz-content-sha256': hash('sha256', 'y') })).toBe('XAmzContentSHA256Mismatch')
    expect(await refused({ 'x-amz-checksum-crc32': 'AAAAAA==' })).toBe('BadDigest')
    expect(stub.objects.size).toBe(0)
    expect(await refused({ 'x-amz-checksum-crc32c': '/eQ6dQ==' })).toBe('BadDigest')
    const good = { 'content-md5': md5('x'), 'x-amz-content-sha256': hash('sha256', 'x') }
    expect(await refused(good)).toBeUndefined()
  })

  it('computes the published example of CRC-32C', async () => {
    await start()
    const put = await call('PUT', '/site/a', { headers: { 'x-amz-checksum-crc32c': '4waSgw==' }, body: '123456789' })
    expect(put.status).toBe(200)
  })

  it('refuses keys of more than 1,024 bytes of UTF-8', async () => {
    await start()
    expect((await call('PUT', `/site/${'a'.repeat(1024)}`, { body: 'x' })).status).toBe(200)
    expect((await call('PUT', `/site/${'a'.repeat(1025)}`, { body: 'x' })).code).toBe('KeyTooLongError')
    expect((await call('PUT', `/site/${'%C3%A9'.repeat(513)}`, { body: 'x' })).code).toBe('KeyTooLongError')
  })

  it('checks the conditions of writes', async () => {
    await start()
    const put = (headers: Record<string, string>) => call('PUT', '/site/lock', { headers, body: 'x' })
    expect((await put({ 'if-match': '"a"' })).code).toBe('NoSuchKey')
    expect((await put({ 'if-none-match': '*' })).status).toBe(200)
    expect((await put({ 'if-none-match': '*' })).code).toBe('PreconditionFailed')
    expect((await put({ 'if-match': '"other"' })).code).toBe('PreconditionFailed')
    expect((await put({ 'if-match': `"${hash('md5', 'x')}"` })).status).toBe(200)
  })

  it('replaces headers by a copy of an object onto itself, if its ETag is unchanged', async () => {
    await start()
    stub.put('a b', 'x', { 'content-type': 'text/plain', 'x-amz-meta-old': '1' })
    const copy = (headers: Record<string, string>) =>
      call('PUT', '/site/a%20b', { headers: { 'x-amz-copy-source': '/site/a%20b', ...headers } })
    expect((await copy({})).code).toBe('InvalidRequest')
    const replace = { 'x-amz-metadata-directive': 'REPLACE', 'content-type': 'text/html' }
    expect((await copy({ ...replace, 'x-amz-copy-source-if-match': '"no"' })).code).toBe('PreconditionFailed')
    const done = await copy({ ...replace, 'x-amz-copy-source-if-match': `"${hash('md5', 'x')}"` })
    expect(done.text).toContain(`&quot;${hash('md5', 'x')}&quot;`)
    expect(stub.objects.get('a b')?.headers).toEqual({ 'content-type': 'text/html' })
  })

  it('answers NoSuchKey and NoSuchBucket', async () => {
    await start()
    expect((await call('GET', '/site/a')).code).toBe('NoSuchKey')
    expect((await call('HEAD', '/site/a')).status).toBe(404)
    expect((await call('GET', '/other?list-type=2')).code).toBe('NoSuchBucket')
    expect((await call('DELETE', '/site/a')).status).toBe(204)
  })

  it('gives encrypted objects ETags that are no MD5', async () => {
    await start({ etags: 'kms' })
    const [one, two] = [await call('PUT', '/site/a', { body: 'x' }), await call('PUT', '/site/b', { body: 'x' })]
    expect(one.headers.get('etag')).not.toBe(two.headers.get('etag'))
    expect(one.headers.get('x-amz-server-side-encryption')).toBe('aws:kms')
  })
})

describe('deleting many', () => {
  const send = (keys: string[], digest = true) => {
    const body = `<Delete>${keys.map((key) => `<Object><Key>${key}</Key></Object>`).join('')}</Delete>`
    return call('POST', '/site?delete', { body, headers: digest ? { 'content-md5': md5(body) } : {} })
  }

  it('deletes up to 1,000, and names those that it could not delete', async () => {
    await start()
    for (const key of ['a', 'b', 'c &amp;'.replace('&amp;', '&')]) stub.put(key, 'x')
    stub.undeletable.add('b')
    const { text } = await send(['a', 'b', 'c &amp;'])
    expect(text).toContain('<Error><Key>b</Key><Code>AccessDenied</Code>')
    expect(text).toContain('<Deleted><Key>c &amp;</Key></Deleted>')
    expect([...stub.objects.keys()]).toEqual(['b'])
  })

  it('refuses more keys, and a body without a digest', async () => {
    await start()
    const many = Array.from({ length: 1001 }, (_, i) => `k${i}`)
    expect((await send(many)).code).toBe('MalformedXML')
    expect((await send(many.slice(1))).status).toBe(200)
    expect((await send(['a'], false)).code).toBe('InvalidRequest')
  })
})
