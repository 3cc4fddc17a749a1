import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { md5Of } from '../../test/bucket-model.ts'
import { byBytes } from '../model/by-bytes.ts'
import type { Remembered } from '../model/change.ts'
import { Refusal } from '../model/errors.ts'
import { manifestKey } from '../model/own-keys.ts'
import { createHeadersTable } from './headers-table.ts'
import { encodeManifest, parseManifest } from './manifest.ts'
import { UnreadableManifest } from './read-manifest.ts'

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
const manifest = fc.record({ entries, pending: fc.uniqueArray(key) })
type Told = { entries: Map<string, Remembered>; pending: string[] }

function encode({ entries, pending }: Told) {
  return encodeManifest({ entries: [...entries].sort(([a], [b]) => byBytes(a, b)), pending })
}

async function parse(body: Buffer) {
  const entries: (readonly [string, Remembered])[] = []
  const batches = parseManifest(body, createHeadersTable())
  for (;;) {
    const { value, done } = await batches.next()
    if (done) return { entries, pending: value }
    for (const { key, ...one } of value) entries.push([key, one])
  }
}

describe('a manifest', () => {
  it('says what was written into it', async () => {
    await fc.assert(
      fc.asyncProperty(manifest, async (one) => {
        const read = await parse(encode(one))
        expect(new Map(read.entries)).toEqual(one.entries)
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
        const other = encode({ entries: new Map(turned), pending: [...pending].reverse() })
        expect(other.equals(encode({ entries, pending }))).toBe(true)
      }),
    )
  })

  it('says headers once that many have', () => {
    const headers = { 'content-type': 'text/css' }
    const one = { etag: 'e', md5: '0'.repeat(32), encoding: null }
    const entries = new Map(['a', 'b', 'c'].map((name) => [name, { ...one, headers: { ...headers } }]))
    expect(
      gunzipSync(encode({ entries, pending: [] }))
        .toString()
        .match(/text\/css/g),
    ).toHaveLength(1)
  })

  it('stands below the prefix', () => {
    expect(manifestKey('')).toBe('.site-sync/manifest.json')
    expect(manifestKey('docs/')).toBe('docs/.site-sync/manifest.json')
  })
})

describe('a large one', () => {
  /** Hashes cannot be packed: with these it is larger than what is unpacked at once. */
  const one = (at: number): Remembered => ({
    etag: md5Of(`${at}`),
    md5: md5Of(`${at}`),
    encoding: null,
    headers: { 'content-type': `text/${at % 3}` },
  })
  const entries = new Map(Array.from({ length: 10_000 }, (_, at) => [`seite/ü-${at}.html`, one(at)]))
  const packed = encode({ entries, pending: [] })
  expect(packed.length).toBeGreaterThan(200_000)

  it('is read piece by piece, and JSON to everybody', async () => {
    expect(new Map((await parse(packed)).entries)).toEqual(entries)
    const text = gunzipSync(packed).toString()
    expect(JSON.parse(text).objects).toHaveLength(10_000)
    expect(new Map((await parse(Buffer.from(text))).entries)).toEqual(entries)
  })

  it('says nothing when its end is missing, wherever it is cut', async () => {
    for (let length = 0; length < packed.length; length += 4_999) {
      await expect(parse(packed.subarray(0, length))).rejects.toThrow(UnreadableManifest)
    }
  })

  it('is none when its bytes are broken', async () => {
    const broken = Buffer.from(packed)
    broken.fill(0x55, 100_000, 100_100)
    await expect(parse(broken)).rejects.toThrow(UnreadableManifest)
  })
})

describe('what is read', () => {
  const good = {
    version: 1,
    pending: ['b'],
    objects: [
      ['a', 'e', '0'.repeat(32), null, { 'content-type': 'a/b' }],
      ['b', '1'.repeat(32), null, 'br', 0],
    ] as unknown[][],
  }
  const row = (...values: unknown[]) => ({ ...good, objects: [values] })
  /** As it is written: all but the objects, and a line for each of them. */
  const textOf = ({ objects, ...head }: { objects: unknown[][] }) =>
    `${JSON.stringify({ ...head, objects: [] }).slice(0, -2)}\n${objects.map((one) => JSON.stringify(one)).join(',\n')}\n]}\n`
  const refused = (text: string) => expect(parse(gzipSync(text))).rejects.toThrow(UnreadableManifest)

  it('may be packed or not', async () => {
    const headers = { 'content-type': 'a/b' }
    expect([...(await parse(gzipSync(textOf(good)))).entries]).toEqual([
      ['a', { etag: 'e', md5: '0'.repeat(32), encoding: null, headers }],
      ['b', { etag: '1'.repeat(32), md5: '1'.repeat(32), encoding: 'br', headers }],
    ])
    expect((await parse(Buffer.from(textOf(good)))).pending).toEqual(['b'])
  })

  it.each<[string, Parameters<typeof textOf>[0]]>([
    ['of no version', { ...good, version: undefined } as never],
    ['of a version that is a word', { ...good, version: '1' } as never],
    ['with a header that is a number', row('a', 'e', '0'.repeat(32), null, { 'content-type': 1 })],
    ['with a header of another line', row('a', 'e', '0'.repeat(32), null, { 'a\r\nb': 'c' })],
    ['with headers that are a list', row('a', 'e', '0'.repeat(32), null, ['a'])],
    ['without headers', row('a', 'e', '0'.repeat(32), null, null)],
    ['with an MD5 that is that of an ETag which is none', row('a', 'e', null, null, {})],
    ['with a pending number', { ...good, pending: [1] } as never],
    ['with nothing pending', { ...good, pending: undefined } as never],
    ['with a row that is too short', row('a', 'e', '0'.repeat(32), null)],
    ['without a key', row('', 'e', '0'.repeat(32), null, {})],
    ['without an ETag', row('a', '', '0'.repeat(32), null, {})],
    ['with an MD5 that is none', row('a', 'e', '0'.repeat(31), null, {})],
    ['with an encoding that is none', row('a', 'e', '0'.repeat(32), 'zstd', {})],
    ['with headers that there are not', row('a', 'e', '0'.repeat(32), null, 0)],
    ['with headers at a word', row('a', 'e', '0'.repeat(32), null, 'length')],
    ['with a key twice', { ...good, objects: [...good.objects, ...good.objects] }],
    [
      'with keys out of order',
      {
        ...good,
        objects: [
          ['c', ...(good.objects[0] ?? []).slice(1)],
          ['b', 'e', '0'.repeat(32), null, 0],
        ],
      },
    ],
  ])('is not one %s', (_, told) => refused(textOf(told)))

  it.each([
    ['null', 'null\n'],
    ['a list', '[\n]}\n'],
    ['nothing', ''],
    ['an empty line', '\n'],
    ['without objects', '{"version":1,"pending":[]}\n'],
    ['with objects by key', `${JSON.stringify({ ...good, objects: {} }).slice(0, -1)}\n]}\n`],
    ['in one line', JSON.stringify(good)],
    ['with lines after its end', `${textOf(good)}[]\n`],
    ['with something after its end', `${textOf(good)} `],
  ])('is not %s', (_, text) => refused(text))

  it('is not a part of one', async () => {
    const whole = gzipSync(textOf(good))
    for (let length = 0; length < whole.length; length += 1) {
      await expect(parse(whole.subarray(0, length))).rejects.toThrow(UnreadableManifest)
    }
  })

  it('is not of a version to come, in one line or more: that is left alone', async () => {
    for (const text of ['{"version":2,"anything":true}', '{"version":2,"anything":[\n']) {
      await expect(parse(gzipSync(text))).rejects.toThrow(Refusal)
    }
  })
})
