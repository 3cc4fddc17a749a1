import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  applied,
  type BucketModel,
  type Folder,
  listed,
  type Memory,
  md5Of,
  packedAs,
  planOf,
  wantedOf,
} from '../../test/bucket-model.ts'
import { testSettings } from '../../test/test-settings.ts'
import { byBytes } from '../model/by-bytes.ts'
import type { EncodingRule } from '../model/settings.ts'
import { secretIn } from '../rules/secrets.ts'
import { type Changeset, encodeChangeset } from './changeset.ts'
import { differences } from './differences.ts'
import { bucketFingerprint, folderFingerprint } from './fingerprints.ts'
import { parseChangeset } from './parse-changeset.ts'

const oddNames = [
  'é',
  'e\u0301',
  'a b',
  'a+b',
  '100%',
  '%2F',
  '.well-known',
  '.a',
  '💣',
  '\uffee',
  '__proto__',
  'x'.repeat(200),
]
const name = fc.oneof(
  fc.constantFrom('a', 'b', 'index.html', 'about.html', 'app.js', 'c.tmp', 'keep', ...oddNames),
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 6 })
    .filter((text) => !/[/\0]/.test(text) && !/^\.\.?$/.test(text) && secretIn(text) === null),
)
const path = fc
  .array(name, { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join('/'))
  .filter((one) => !one.startsWith('.site-sync/'))
const body = fc.constantFrom('', 'one', 'two', 'ünï')

/** What a file system cannot hold, two files for one key, is not to be drawn. */
function folderOf(entries: [string, string][], cleanUrls: boolean): Folder {
  const taken = new Set<string>()
  return new Map(
    entries.filter(([one]) => {
      const key = cleanUrls && !/(^|\/)(index)?\.html$/.test(one) ? one.replace(/\.html$/, '') : one
      return !taken.has(key) && taken.add(key)
    }),
  )
}

/** ETags as they are found: of one upload, of one in parts, and of an object that is encrypted with a key of KMS. */
const etagOf = {
  plain: md5Of,
  parts: (text: string) => `${md5Bytes(createHash('md5').update(text).digest())}-1`,
  kms: (text: string) => md5Of(`secret ${text}`),
}

function md5Bytes(bytes: Buffer) {
  return createHash('md5').update(bytes).digest('hex')
}

const world = fc
  .record({
    cleanUrls: fc.boolean(),
    prefix: fc.constantFrom('', 'docs/'),
    adopt: fc.constantFrom('headers' as const, 'trust' as const),
    ignore: fc.constantFrom<string[]>([], ['*.tmp']),
    protect: fc.constantFrom<string[]>([], ['keep/', '/keep']),
    encodings: fc.constantFrom<EncodingRule[]>([], [{ match: ['*.js'], encoding: 'br' }]),
    redirects: fc.constantFrom<Record<string, string>>({}, { '-> elsewhere': '/a' }),
  })
  .chain((some) => {
    const settings = testSettings(some)
    const files = fc
      .array(fc.tuple(path, body), { maxLength: 12 })
      .map((entries) => folderOf(entries, settings.cleanUrls))
    return fc.record({ settings: fc.constant(settings), folder: files }).chain(({ folder }) => {
      const key = fc.oneof(path, fc.constantFrom('', 'a', 'keep/x', 'c.tmp', 'about', ...folder.keys()))
      const object = fc.record({
        body,
        kind: fc.constantFrom('plain' as const, 'parts' as const, 'kms' as const),
        isKnown: fc.nat(3),
      })
      return fc.record({
        settings: fc.constant(settings),
        folder: fc.constant(folder),
        objects: fc.array(fc.tuple(key, object), { maxLength: 12 }),
      })
    })
  })
  .map(({ settings, folder, objects }) => {
    const bucket: BucketModel = new Map()
    const memory: Memory = new Map()
    for (const [below, { body, kind, isKnown }] of objects) {
      const key = settings.prefix + below
      if (key === '') continue
      const headers = { 'content-type': 'binary/octet-stream' }
      const etag = etagOf[kind](body)
      bucket.set(key, { body, headers, etag })
      // Known, known from before somebody else wrote it, or not at all.
      if (isKnown < 2) memory.set(key, { etag: isKnown ? etag : 'e', md5: md5Of(body), encoding: null, headers })
    }
    return { settings, folder, bucket, memory }
  })

const runs = { numRuns: 1_500 }

describe('a plan, for any folder and any bucket', () => {
  it('makes the bucket what the folder is, and leaves alone what it shall', async () => {
    await fc.assert(
      fc.asyncProperty(world, async ({ settings, folder, bucket, memory }) => {
        const changes = await planOf(folder, bucket, memory, settings)
        const [after] = applied(changes, folder, bucket, memory)
        const expected = new Set<string>()
        for (const { key, file, headers, encoding } of await wantedOf(folder, settings)) {
          expected.add(key)
          expect(after.get(key)?.body).toBe(packedAs(file === null ? '' : (folder.get(file) ?? '?'), encoding))
          const isTrusted = settings.adopt === 'trust' && memory.get(key)?.etag !== bucket.get(key)?.etag
          if (!isTrusted || changes.find((change) => change.path === key)?.action !== 'no_change') {
            expect(after.get(key)?.headers).toEqual(headers)
          }
        }
        for (const file of folder.keys()) {
          const isIgnored = settings.ignore.length > 0 && file.split('/').some((part) => part.endsWith('.tmp'))
          expect((await wantedOf(folder, settings)).some((one) => one.file === file)).toBe(!isIgnored)
        }
        for (const key of new Set([...bucket.keys(), ...after.keys()])) {
          if (expected.has(key)) continue
          const below = key.slice(settings.prefix.length)
          const isIgnored = settings.ignore.length > 0 && below.split('/').some((part) => part.endsWith('.tmp'))
          const isProtected = settings.protect.length > 0 && /(^|\/)keep\/.|^keep$|^keep\.html$/s.test(below)
          expect(after.get(key)).toEqual(isIgnored || isProtected || below === '' ? bucket.get(key) : undefined)
        }
      }),
      runs,
    )
  })

  it('has nothing left to do when it is made again, with what was remembered and without', async () => {
    await fc.assert(
      fc.asyncProperty(world, async ({ settings, folder, bucket, memory }) => {
        const changes = await planOf(folder, bucket, memory, settings)
        const [after, known] = applied(changes, folder, bucket, memory)
        const again = await planOf(folder, after, known, settings)
        expect(again.filter(({ action }) => action !== 'no_change' && action !== 'ignore')).toEqual([])
        // Who has lost the memory uploads nothing that can be seen to be there.
        const forgotten = await planOf(folder, after, new Map(), { ...settings, adopt: 'trust' })
        const isPlain = ({ path }: { path: string }) => after.get(path)?.etag === md5Of(after.get(path)?.body ?? '?')
        expect(forgotten.filter((change) => isPlain(change) && !/^(no_change|ignore)$/.test(change.action))).toEqual([])
      }),
      runs,
    )
  })

  it('is the same bytes whatever order it is made in, and is read again as it was', async () => {
    await fc.assert(
      fc.asyncProperty(world, async ({ settings, folder, bucket, memory }) => {
        const one = changesetOf(await planOf(folder, bucket, memory, settings), bucket, settings.prefix)
        const shuffled = await planOf(reversed(folder), reversed(bucket), reversed(memory), settings)
        const other = changesetOf(shuffled.toReversed(), reversed(bucket), settings.prefix)
        const text = encodeChangeset(one)
        expect(encodeChangeset(other)).toBe(text)
        const read = parseChangeset(text, 'plan.json')
        expect(differences(read, one)).toEqual([])
        expect(encodeChangeset(read)).toBe(text)
        expect(read.changes.map((change) => change.path)).toEqual(
          one.changes.map((change) => change.path).sort(byBytes),
        )
      }),
      { numRuns: 500 },
    )
  })

  it('tells of every difference of folder and bucket', async () => {
    await fc.assert(
      fc.asyncProperty(world, path, body, async ({ settings, folder, bucket, memory }, at, now) => {
        const before = changesetOf(await planOf(folder, bucket, memory, settings), bucket, settings.prefix)
        const changed: BucketModel = new Map(bucket).set(settings.prefix + at, {
          body: now,
          headers: {},
          etag: 'f'.repeat(32),
        })
        const after = changesetOf(await planOf(folder, changed, memory, settings), changed, settings.prefix)
        expect(differences(before, after)).toContain('the bucket has changed since')
      }),
      { numRuns: 300 },
    )
  })
})

const reversed = <K, V>(map: Map<K, V>) => new Map([...map].reverse())

function changesetOf(changes: Changeset['changes'], bucket: BucketModel, prefix: string): Changeset {
  return {
    version: 1,
    bucket: 'site',
    prefix,
    distribution: null,
    made_against: { bucket: bucketFingerprint(listed(bucket)), folder: folderFingerprint(changes) },
    changes,
  }
}
