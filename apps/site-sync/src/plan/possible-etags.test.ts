import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSameBytes, multipartEtags } from './possible-etags.ts'

const mebibyte = 1024 * 1024

function md5(bytes: Buffer) {
  return createHash('md5').update(bytes)
}

/** As S3 puts it together, on the whole at once. */
function etagInParts(bytes: Buffer, part: number): string {
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length || at === 0; at += part) parts.push(md5(bytes.subarray(at, at + part)).digest())
  return `${md5(Buffer.concat(parts)).digest('hex')}-${parts.length}`
}

function isSame(bytes: Buffer, etag: string, size = bytes.length) {
  const read = () =>
    (function* () {
      for (let at = 0; at < bytes.length; at += 300_001) yield bytes.subarray(at, at + 300_001)
    })()
  return isSameBytes({ key: 'a', etag, size }, { size: bytes.length, md5: md5(bytes).digest('hex'), read })
}

describe('the same bytes', () => {
  const bytes = Buffer.alloc(17 * mebibyte + 5, 'cruddur')

  it('uploaded at once', async () => expect(await isSame(bytes, md5(bytes).digest('hex'))).toBe(true))
  it.each([5, 8, 15, 16])('uploaded in parts of %i MiB', async (part) => {
    expect(await isSame(bytes, etagInParts(bytes, part * mebibyte))).toBe(true)
  })
  it('of which there are none, in one part', async () => {
    expect(await isSame(Buffer.alloc(0), etagInParts(Buffer.alloc(0), mebibyte))).toBe(true)
  })
  it('in as many parts as they are large', async () => {
    const whole = bytes.subarray(0, 16 * mebibyte)
    expect(await isSame(whole, etagInParts(whole, 8 * mebibyte))).toBe(true)
    expect(etagInParts(whole, 8 * mebibyte)).toMatch(/-2$/)
  })
})

describe('not known to be the same', () => {
  const bytes = Buffer.alloc(9 * mebibyte, 'cruddur')

  it('of another size', async () => expect(await isSame(bytes, md5(bytes).digest('hex'), 3)).toBe(false))
  it('of another MD5', async () => expect(await isSame(bytes, 'f'.repeat(32))).toBe(false))
  it('of another MD5, in parts', async () => expect(await isSame(bytes, `${'f'.repeat(32)}-2`)).toBe(false))
  it('in parts that nobody makes', async () => expect(await isSame(bytes, etagInParts(bytes, mebibyte))).toBe(false))
  it('by an ETag that is none of ours', async () => expect(await isSame(bytes, 'W/"abc"')).toBe(false))
})

it('does not mind how the bytes arrive', async () => {
  const chunks = fc.array(
    fc.uint8Array({ maxLength: 40 }).map((array) => Buffer.from(array)),
    { maxLength: 20 },
  )
  await fc.assert(
    fc.asyncProperty(
      chunks,
      fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 3 }),
      async (some, sizes) => {
        const whole = Buffer.concat(some)
        expect(await multipartEtags(some, sizes)).toEqual(sizes.map((size) => etagInParts(whole, size)))
      },
    ),
  )
})
