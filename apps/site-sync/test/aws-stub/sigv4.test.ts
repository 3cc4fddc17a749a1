import { sign } from 'aws4'
import { afterEach, describe, expect, it } from 'vitest'
import { type AwsStub, startAwsStub } from './aws-stub.ts'
import { verifySignature } from './sigv4.ts'
import type { StubRequest } from './stub-request.ts'

/** The worked examples of "Signature Calculations for the Authorization Header" in AWS's manual of S3. */
describe('the examples of the manual', () => {
  const known = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY' }
  const nothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
  const then = Date.UTC(2013, 4, 24)

  function check(rawPath: string, rawQuery: string, extra: Record<string, string>, signature: string, now = then) {
    const headers: Record<string, string> = {
      host: 'examplebucket.s3.amazonaws.com',
      'x-amz-date': '20130524T000000Z',
      'x-amz-content-sha256': nothing,
      ...extra,
    }
    const names = Object.keys(headers).sort().join(';')
    headers['authorization'] =
      `AWS4-HMAC-SHA256 Credential=${known.accessKeyId}/20130524/us-east-1/s3/aws4_request,SignedHeaders=${names},Signature=${signature}`
    const method = 'date' in extra ? 'PUT' : 'GET'
    const query = new URLSearchParams(rawQuery)
    const request: StubRequest = { method, rawPath, rawQuery, query, headers, service: 's3', bucket: '', key: '' }
    verifySignature(request, Buffer.alloc(0), known, 'us-east-1', now)
  }

  it('are valid', () => {
    const range = 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41'
    check('/test.txt', '', { range: 'bytes=0-9' }, range)
    const listing = '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7'
    check('/', 'max-keys=2&prefix=J', {}, listing)
    check('/', 'prefix=J&max-keys=2', {}, listing)
    const put = {
      date: 'Fri, 24 May 2013 00:00:00 GMT',
      'x-amz-storage-class': 'REDUCED_REDUNDANCY',
      'x-amz-content-sha256': '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
    }
    check('/test$file.text', '', put, '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd')
  })

  it('are not valid for another request, or later', () => {
    const range = 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41'
    expect(() => check('/test.txt', '', { range: 'bytes=0-8' }, range)).toThrow('signature')
    expect(() => check('/test.tx', '', { range: 'bytes=0-9' }, range)).toThrow('signature')
    expect(() => check('/test.txt', '', { range: 'bytes=0-9' }, range, then + 16 * 60_000)).toThrow('too large')
  })
})

describe('a server that requires signatures', () => {
  const credentials = { accessKeyId: 'AKIDSTUB', secretAccessKey: 'secret', sessionToken: 'token+/=' }
  let stub: AwsStub
  afterEach(() => stub.close())

  async function put(given: Partial<typeof credentials>, options: { region?: string; after?: string } = {}) {
    const { host } = new URL(stub.url)
    const path = '/site/a%20%C3%A9'
    const headers = { 'content-type': 'text/css' }
    const request = {
      host,
      path,
      method: 'PUT',
      service: 's3',
      body: 'x',
      headers,
      region: options.region ?? 'us-east-1',
    }
    const signed = sign(request, given)
    const sent = { ...signed.headers } as Record<string, string>
    if (options.after !== undefined) sent['x-amz-acl'] = options.after
    delete sent['Host']
    const reply = await fetch(`${stub.url}${path}`, { method: 'PUT', headers: sent, body: 'x' })
    return /<Code>([^<]*)</.exec(await reply.text())?.[1] ?? reply.status
  }

  it('accepts a valid signature', async () => {
    stub = await startAwsStub({ credentials })
    expect(await put(credentials)).toBe(200)
    expect([...stub.objects.keys()]).toEqual(['a é'])
  })

  it('refuses any other', async () => {
    stub = await startAwsStub({ credentials })
    expect((await fetch(`${stub.url}/site?list-type=2`)).status).toBe(403)
    expect(await put({ ...credentials, accessKeyId: 'other' })).toBe('InvalidAccessKeyId')
    expect(await put({ ...credentials, secretAccessKey: 'other' })).toBe('SignatureDoesNotMatch')
    expect(await put({ ...credentials, sessionToken: 'other' })).toBe('InvalidToken')
    const { sessionToken: _, ...long } = credentials
    expect(await put(long)).toBe('InvalidToken')
    expect(await put(credentials, { region: 'eu-west-1' })).toBe('AuthorizationHeaderMalformed')
    expect(await put(credentials, { after: 'private' })).toBe('AccessDenied')
    expect(stub.objects.size).toBe(0)
  })
})
