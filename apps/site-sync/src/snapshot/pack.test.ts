import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pack } from './pack.ts'

const unpack = { br: brotliDecompressSync, gzip: gunzipSync }

describe.each(['br', 'gzip'] as const)('%s', (encoding) => {
  it('gives the same bytes every time, which unpack to what was packed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5_000 }), async (array) => {
        const bytes = Buffer.from(array)
        const packed = await pack(bytes, encoding)
        expect((await pack(bytes, encoding)).equals(packed)).toBe(true)
        expect(unpack[encoding](packed).equals(bytes)).toBe(true)
      }),
      { numRuns: 50 },
    )
  })

  it('makes text much smaller, large ones too', async () => {
    const text = Buffer.from(Array.from({ length: 200_000 }, (_, at) => `line ${at}\n`).join(''))
    expect(text.length).toBeGreaterThan(1024 * 1024)
    const packed = await pack(text, encoding)
    expect(packed.length).toBeLessThan(text.length / 4)
    expect(unpack[encoding](packed).equals(text)).toBe(true)
  })
})

it('gzip tells neither when nor where', async () => {
  expect([...(await pack(Buffer.from('a'), 'gzip')).subarray(0, 10)]).toEqual([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 2, 255])
})
