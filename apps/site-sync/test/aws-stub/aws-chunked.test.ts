import { crc32 } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { decodeAwsChunked } from './aws-chunked.ts'
import { type AwsStub, startAwsStub } from './aws-stub.ts'

describe('an aws-chunked body', () => {
  it('is decoded, with its trailing headers', () => {
    const raw = Buffer.from('3;chunk-signature=ab\r\na\r\n\r\n2\r\nbc\r\n0\r\nx-amz-checksum-crc32: AA==\r\n\r\n')
    const { body, trailers } = decodeAwsChunked(raw, 5)
    expect(body.toString()).toBe('a\r\nbc')
    expect(trailers).toEqual({ 'x-amz-checksum-crc32': 'AA==' })
  })

  it('is refused when bytes are missing', () => {
    const whole = '3\r\nabc\r\n0\r\n\r\n'
    expect(decodeAwsChunked(Buffer.from(whole), 3).body.toString()).toBe('abc')
    expect(() => decodeAwsChunked(Buffer.from(whole), 4)).toThrow('terminated')
    expect(() => decodeAwsChunked(Buffer.from(whole.slice(0, 6)), 3)).toThrow('terminated')
    expect(() => decodeAwsChunked(Buffer.from('x\r\nabc'), 3)).toThrow('terminated')
  })
})

describe('an aws-chunked upload', () => {
  let stub: AwsStub
  afterEach(() => stub.close())

  async function put(text: string, checksumOf: string) {
    const checksum = Buffer.alloc(4)
    checksum.writeUInt32BE(crc32(checksumOf))
    const body = `${text.length.toString(16)}\r\n${text}\r\n0\r\nx-amz-checksum-crc32:${checksum.toString('base64')}\r\n\r\n`
    const headers = {
      'content-encoding': 'gzip,aws-chunked',
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-decoded-content-length': String(text.length),
    }
    return (await fetch(`${stub.url}/site/a`, { method: 'PUT', headers, body })).status
  }

  it('is stored decoded, if its checksum is right', async () => {
    stub = await startAwsStub()
    expect(await put('hello', 'other')).toBe(400)
    expect(await put('hello', 'hello')).toBe(200)
    expect(stub.objects.get('a')?.body?.toString()).toBe('hello')
    expect(stub.objects.get('a')?.headers['content-encoding']).toBe('gzip')
  })
})
