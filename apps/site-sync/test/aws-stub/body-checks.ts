import { hash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { AwsError } from './aws-error.ts'
import { crc32c } from './crc32c.ts'

type Given = Record<string, string | string[] | undefined>

const unsigned = /^(UNSIGNED-PAYLOAD|STREAMING-)/

const checksums: Record<string, (body: Buffer) => string> = {
  'x-amz-checksum-crc32': (body) => base64Of(crc32(body)),
  'x-amz-checksum-crc32c': (body) => base64Of(crc32c(body)),
  'x-amz-checksum-sha1': (body) => hash('sha1', body, 'base64'),
  'x-amz-checksum-sha256': (body) => hash('sha256', body, 'base64'),
}

/**
 * Checks a body against every digest in its request.
 *
 * @returns whether the request had a digest of the body besides the one of the signature
 * @throws AwsError BadDigest, InvalidDigest, XAmzContentSHA256Mismatch, NotImplemented
 */
export function checkBody(body: Buffer, given: Given): boolean {
  const sha256 = given['x-amz-content-sha256']
  if (typeof sha256 === 'string' && !unsigned.test(sha256) && sha256 !== hash('sha256', body)) {
    throw new AwsError(
      400,
      'XAmzContentSHA256Mismatch',
      "The provided 'x-amz-content-sha256' header does not match what was computed.",
    )
  }
  let checked = checkMd5(body, given['content-md5'])
  for (const name in given) {
    if (!name.startsWith('x-amz-checksum-') || name === 'x-amz-checksum-algorithm') continue
    const compute = checksums[name]
    if (compute === undefined) throw new AwsError(501, 'NotImplemented', `The stub does not know ${name}`)
    if (compute(body) !== given[name]) throw new AwsError(400, 'BadDigest', `${name} does not match the body.`)
    checked = true
  }
  return checked
}

function checkMd5(body: Buffer, given: string | string[] | undefined): boolean {
  if (given === undefined) return false
  if (Buffer.from(String(given), 'base64').length !== 16) throw new AwsError(400, 'InvalidDigest')
  if (hash('md5', body, 'base64') !== given) {
    throw new AwsError(400, 'BadDigest', 'The Content-MD5 you specified did not match what we received.')
  }
  return true
}

function base64Of(number: number): string {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(number)
  return bytes.toString('base64')
}
