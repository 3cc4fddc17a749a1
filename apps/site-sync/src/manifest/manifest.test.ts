import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Remembered } from '../plan/change.ts'
import { Refusal } from '../refusal.ts'
import { encodeManifest, type Manifest, manifestKey, parseManifest, UnreadableManifest } from './manifest.ts'

const hex = fc.stringMatching(/^[0-9a-f]{32}$/)
const remembered: fc.Arbitrary<Remembered> = fc.record({
  etag: fc.oneof(
    hex,
    hex.map((md5) => `${md5}-3`),
  ),
  md5: hex,
  encoding: fc.constantFrom(null, 'br' as const, 'gzip' as const),
  headers: fc.dictionary(fc.stringMatching(/^[a-z-]{1,9}$/), fc.string({ maxLength: 9 }), {
    maxKeys: 3,
    noNullPrototype: true,
  }),
})
const key = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.constantFrom('__proto__', '1', '10', '2', 'toString'),
)
const entries = fc.array(fc.tuple(key, remembered)).map((pairs) => new Map(pairs))
const manifest: fc.Arbitrary<Manifest> = fc.record({ entries, pending: fc.uniqueArray(key) })

describe('a manifest', () => {
  it('says what was written into it', () => {
    fc.assert(
      fc.property(manifest, (one) => {
        const read = parseManifest(encodeManifest(one))
        expect(read.entries).toEqual(one.entries)
        expect(new Set(read.pending)).toEqual(new Set(one.pending))
      }),
    )
  })

  it('is the same bytes in whatever order things came', () => {
    fc.assert(
      fc.property(manifest, ({ entries, pending }) => {
        const turned = [...entries]
          .reverse()
          .map(
            ([name, one]) =>
              [name, { ...one, headers: Object.fromEntries(Object.entries(one.headers).reverse()) }] as const,
          )
        const other = encodeManifest({ entries: new Map(turned), pending: [...pending].reverse() })
        expect(other.equals(encodeManifest({ entries, pending }))).toBe(true)
      }),
    )
  })

  it('says headers once that many have', () => {
    const headers = { 'content-type': 'text/css' }
    const one = { etag: 'e', md5: '0'.repeat(32), encoding: null }
    const entries = new Map(['a', 'b', 'c'].map((name) => [name, { ...one, headers: { ...headers } }]))
    expect(
      gunzipSync(encodeManifest({ entries, pending: [] }))
        .toString()
        .match(/text\/css/g),
    ).toHaveLength(1)
  })

  it('stands below the prefix', () => {
    expect(manifestKey('')).toBe('.site-sync/manifest.json')
    expect(manifestKey('docs/')).toBe('docs/.site-sync/manifest.json')
  })
})

describe('what is read', () => {
  const good = {
    version: 1,
    headers: [{ 'content-type': 'a/b' }],
    objects: [['a', 'e', '0'.repeat(32), null, 0]],
    pending: ['b'],
  }
  const row = (...values: unknown[]) => ({ ...good, objects: [values] })
  const packed = (told: unknown) => gzipSync(JSON.stringify(told))

  it('may be packed or not', () => {
    expect(parseManifest(packed(good)).entries.get('a')?.headers).toEqual({ 'content-type': 'a/b' })
    expect(parseManifest(Buffer.from(JSON.stringify(good))).pending).toEqual(['b'])
  })

  it.each<[string, unknown]>([
    ['null', null],
    ['a list', []],
    ['no version', { ...good, version: undefined }],
    ['a version that is a word', { ...good, version: '1' }],
    ['no objects', { ...good, objects: undefined }],
    ['objects by key', { ...good, objects: { a: ['e', '0'.repeat(32), null, 0] } }],
    ['a header that is a number', { ...good, headers: [{ 'content-type': 1 }] }],
    ['a header of another line', { ...good, headers: [{ 'a\r\nb': 'c' }] }],
    ['headers that are a list', { ...good, headers: [['a']] }],
    ['a pending number', { ...good, pending: [1] }],
    ['nothing pending', { ...good, pending: undefined }],
    ['a row that is too short', row('a', 'e', '0'.repeat(32), null)],
    ['no key', row('', 'e', '0'.repeat(32), null, 0)],
    ['no ETag', row('a', '', '0'.repeat(32), null, 0)],
    ['an MD5 that is none', row('a', 'e', '0'.repeat(31), null, 0)],
    ['an encoding that is none', row('a', 'e', '0'.repeat(32), 'zstd', 0)],
    ['headers that there are not', row('a', 'e', '0'.repeat(32), null, 1)],
    ['headers at a word', row('a', 'e', '0'.repeat(32), null, 'length')],
    ['a key twice', { ...good, objects: [...good.objects, ...good.objects] }],
  ])('is not %s', (_, told) => {
    expect(() => parseManifest(packed(told))).toThrow(UnreadableManifest)
  })

  it('is not a part of one', () => {
    const whole = packed(good)
    for (let length = 0; length < whole.length; length += 1) {
      expect(() => parseManifest(whole.subarray(0, length))).toThrow(UnreadableManifest)
    }
  })

  it('is not of a version to come: that is left alone', () => {
    expect(() => parseManifest(packed({ version: 2, anything: true }))).toThrow(Refusal)
  })
})
