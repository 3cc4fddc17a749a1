import { sign as signByAws4 } from 'aws4'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Address, encodeKey } from './address.ts'
import { sign } from './sign.ts'

const credentials = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
}
const host = 'examplebucket.s3.amazonaws.com'
const address: Address = { secure: true, hostname: host, port: 443, host, path: '/', region: 'us-east-1' }
const may = Date.UTC(2013, 4, 24)

function get(path: string, more: Partial<Parameters<typeof sign>[2]> = {}, now = may) {
  return sign(address, { method: 'GET', path, headers: {}, body: null }, { ...credentials, ...more }, now)
}

describe('sign', () => {
  // The two are from "Signature Calculations for the Authorization Header" in the manual of S3.
  it.each([
    ['/?lifecycle=', 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543'],
    ['/?max-keys=2&prefix=J', '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7'],
    ['/?prefix=J&max-keys=2', '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7'],
  ])('signs GET %s as AWS does', (path, signature) => {
    expect(get(path)['authorization']).toBe(
      `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=${signature}`,
    )
  })

  it('signs whatever it is given as the library aws4 does', () => {
    const text = fc.string({ unit: fc.constantFrom(...'aZ09-_.~/ +&=%?äß💣'), minLength: 1 })
    const value = fc.string({ unit: fc.constantFrom(...'aZ0 ,;=/"-'), minLength: 1 }).filter((one) => one.trim() !== '')
    const asked = fc.record({
      method: fc.constantFrom('GET', 'PUT', 'POST', 'DELETE', 'HEAD'),
      key: text,
      query: fc.dictionary(fc.constantFrom('prefix', 'delete', 'list-type', 'continuation-token'), text, {
        noNullPrototype: true,
      }),
      headers: fc.dictionary(
        fc.constantFrom('content-type', 'cache-control', 'content-md5', 'x-amz-meta-a', 'x-amz-copy-source'),
        value,
        { noNullPrototype: true },
      ),
      body: fc.option(fc.uint8Array().map((bytes) => Buffer.from(bytes))),
      sessionToken: fc.option(value, { nil: undefined }),
      now: fc.date({ noInvalidDate: true, min: new Date(0), max: new Date(Date.UTC(9999, 0)) }).map(Number),
      region: fc.constantFrom('us-east-1', 'eu-central-1'),
    })
    fc.assert(
      fc.property(asked, ({ method, key, query, headers, body, sessionToken, now, region }) => {
        const encode = (one: string) => encodeKey(one).replaceAll('/', '%2F')
        const pairs = Object.entries(query).map(([name, one]) => `${name}=${encode(one)}`)
        const path = `/${encodeKey(key)}${pairs.length > 0 ? `?${pairs.join('&')}` : ''}`
        const who = { ...credentials, ...(sessionToken !== undefined && { sessionToken }) }
        const ours = sign({ ...address, region }, { method, path, headers, body }, who, now)
        const { authorization, 'x-amz-security-token': _, ...given } = ours
        // It is asked for a signature over the same headers, those that it would think of itself with them.
        const theirs = signByAws4({ service: 's3', region, host, method, path, headers: given }, who).headers
        expect(authorization).toBe(theirs?.['Authorization'])
        expect(ours['x-amz-security-token']).toBe(theirs?.['X-Amz-Security-Token'])
      }),
      { numRuns: 500 },
    )
  })

  it('takes the hash of a body from who has it', () => {
    const outgoing = { method: 'PUT', path: '/a', headers: {}, body: Buffer.from('ab') }
    const hashed = sign(address, outgoing, credentials, may)
    const sha256 = hashed['x-amz-content-sha256'] ?? ''
    expect(sha256).toBe('fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603')
    expect(sign(address, { ...outgoing, sha256 }, credentials, may)).toEqual(hashed)
  })

  it('signs with the key of whoever asks, one after the other, and of the day', () => {
    const first = get('/?lifecycle=')['authorization']
    expect(get('/?lifecycle=', { secretAccessKey: 'another' })['authorization']).not.toBe(first)
    expect(get('/?lifecycle=', {}, may + 24 * 3600 * 1000)['authorization']).not.toBe(first)
    expect(get('/?lifecycle=', {}, may + 1_000)['x-amz-date']).toBe('20130524T000001Z')
    expect(get('/?lifecycle=')['authorization']).toBe(first)
  })

  it('sends and signs a session token', () => {
    const signed = get('/', { sessionToken: 'token' })
    expect(signed['x-amz-security-token']).toBe('token')
    expect(signed['authorization']).toContain('SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token')
  })

  it('says of what length and type a body is, and that there is none', () => {
    const put = (body: Buffer | null) => sign(address, { method: 'PUT', path: '/a', headers: {}, body }, credentials)
    expect(put(Buffer.from('ab'))).toMatchObject({ 'content-length': '2', 'content-type': 'application/octet-stream' })
    expect(put(Buffer.alloc(0))).toMatchObject({ 'content-length': '0' })
    expect(put(null)).toMatchObject({ 'content-length': '0' })
  })
})
