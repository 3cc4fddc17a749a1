import { describe, expect, it } from 'vitest'
import type { Address } from './address.ts'
import { sign } from './sign.ts'

const credentials = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
}
const host = 'examplebucket.s3.amazonaws.com'
const address: Address = { secure: true, hostname: host, port: 443, host, path: '/', region: 'us-east-1' }

function get(path: string, more: Partial<Parameters<typeof sign>[2]> = {}) {
  const outgoing = { method: 'GET', path, headers: { 'X-Amz-Date': '20130524T000000Z' }, body: null }
  return sign(address, outgoing, { ...credentials, ...more })
}

describe('sign', () => {
  // The two are from "Signature Calculations for the Authorization Header" in the manual of S3.
  it.each([
    ['/?lifecycle=', 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543'],
    ['/?max-keys=2&prefix=J', '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7'],
  ])('signs GET %s as AWS does', (path, signature) => {
    expect(get(path)['Authorization']).toBe(
      `AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=${signature}`,
    )
  })

  it('signs with the key of whoever asks, one after the other', () => {
    const first = get('/?lifecycle=')['Authorization']
    expect(get('/?lifecycle=', { secretAccessKey: 'another' })['Authorization']).not.toBe(first)
    expect(get('/?lifecycle=')['Authorization']).toBe(first)
  })

  it('sends and signs a session token', () => {
    const signed = get('/', { sessionToken: 'token' })
    expect(signed['X-Amz-Security-Token']).toBe('token')
    expect(signed['Authorization']).toContain('SignedHeaders=host;x-amz-content-sha256;x-amz-date;x-amz-security-token')
  })

  it('says of what length and type a body is, and that there is none', () => {
    const put = (body: Buffer | null) => sign(address, { method: 'PUT', path: '/a', headers: {}, body }, credentials)
    expect(put(Buffer.from('ab'))).toMatchObject({ 'content-length': 2, 'content-type': 'application/octet-stream' })
    expect(put(Buffer.alloc(0))).toMatchObject({ 'content-length': 0 })
    expect(put(null)).toMatchObject({ 'content-length': 0 })
  })
})
