import { describe, expect, it } from 'vitest'
import { UsageError } from '../model/errors.ts'
import { type Changeset, encodeChangeset } from './changeset.ts'
import { differences } from './differences.ts'
import { bucketFingerprint, folderFingerprint } from './fingerprints.ts'
import { parseChangeset } from './parse-changeset.ts'

function hash(letter: string) {
  return letter.repeat(64)
}

const plan: Changeset = {
  version: 1,
  bucket: 'site',
  prefix: 'docs/',
  distribution: 'E1',
  made_against: { bucket: hash('a'), folder: hash('b') },
  changes: [
    {
      path: 'docs/about',
      action: 'create',
      md5: 'c'.repeat(32),
      size: 3,
      file: 'about.html',
      headers: { 'content-type': 'text/html', 'cache-control': 'no-cache' },
      encoding: 'br',
      stage: 'entry',
    },
    { path: 'docs/old', action: 'delete' },
  ],
}

it('is written a change a line', () => {
  const text = encodeChangeset(plan)
  expect(text).toBe(`{
  "version": 1,
  "bucket": "site",
  "prefix": "docs/",
  "distribution": "E1",
  "made_against": {
    "bucket": "${hash('a')}",
    "folder": "${hash('b')}"
  },
  "changes": [
    {"path":"docs/about","action":"create","md5":"${'c'.repeat(32)}","size":3,"file":"about.html","headers":{"cache-control":"no-cache","content-type":"text/html"},"encoding":"br","stage":"entry"},
    {"path":"docs/old","action":"delete"}
  ]
}
`)
  expect(parseChangeset(text, 'plan.json')).toEqual(plan)
  expect(parseChangeset(encodeChangeset({ ...plan, changes: [] }), 'plan.json').changes).toEqual([])
})

describe('a file that is no plan is refused, with the reason', () => {
  const [first, second] = plan.changes
  const withChange = (change: object) => ({ ...plan, changes: [{ ...first, ...change }] })

  it.each<[string, unknown]>([
    ['it is a bare list of changes, as the gem aws_s3_website_sync wrote', []],
    ['it holds no object', 'plan'],
    ['it holds no object', null],
    ['it lacks "version"', {}],
    ['it lacks "bucket"', { ...plan, bucket: undefined }],
    ['"prefix" cannot be "docs"', { ...plan, prefix: 'docs' }],
    ['"distribution" cannot be 3', { ...plan, distribution: 3 }],
    ['"made_against" cannot be {"bucket":"x"}', { ...plan, made_against: { bucket: 'x' } }],
    ['nothing is known of "extra"', { ...plan, extra: 1 }],
    ['"changes" cannot be {}', { ...plan, changes: {} }],
    ['change 1: it is no object', { ...plan, changes: ['a'] }],
    ['change 1: it lacks "path"', withChange({ path: undefined })],
    ['change 1: "path" cannot be ""', withChange({ path: '' })],
    ['change 1: "action" cannot be "destroy"', withChange({ action: 'destroy' })],
    ['change 1: "md5" cannot be "abc"', withChange({ md5: 'abc' })],
    ['change 1: "size" cannot be -1', withChange({ size: -1 })],
    ['change 1: "size" cannot be 1.5', withChange({ size: 1.5 })],
    ['change 1: "file" cannot be "../../etc/passwd"', withChange({ file: '../../etc/passwd' })],
    ['change 1: "file" cannot be "a/../../b"', withChange({ file: 'a/../../b' })],
    ['change 1: "file" cannot be "/etc/passwd"', withChange({ file: '/etc/passwd' })],
    ['change 1: "headers" cannot be {"expires":1}', withChange({ headers: { expires: 1 } })],
    ['change 1: "encoding" cannot be "zip"', withChange({ encoding: 'zip' })],
    ['change 1: nothing is known of "mode"', withChange({ mode: 'fast' })],
    ['change 1: other/a is not below docs/', withChange({ path: 'other/a' })],
    ['change 2: docs/about comes twice, or too late', { ...plan, changes: [second, first] }],
    ['change 2: docs/about comes twice, or too late', { ...plan, changes: [first, first] }],
  ])('%s', (words, json) => {
    expect(() => parseChangeset(JSON.stringify(json), 'plan.json')).toThrow(UsageError)
    expect(() => parseChangeset(JSON.stringify(json), 'plan.json')).toThrow(
      `plan.json is not a plan of site-sync: ${words}`,
    )
  })

  it('no JSON', () => expect(() => parseChangeset('{', 'plan.json')).toThrow(UsageError))
  it('of a time to come', () => {
    expect(() => parseChangeset('{"version":2}', 'p')).toThrow(
      'p was written by a newer site-sync (version 2 of plans)',
    )
  })
  it.each(['..a', 'a..b/c', '...', '.well-known/x'])('but %s is a name like any', (file) => {
    expect(parseChangeset(JSON.stringify(withChange({ file })), 'p').changes[0]?.file).toBe(file)
  })
})

describe('what differs from a plan that is made anew', () => {
  const now = (some: Partial<Changeset>) => differences(plan, { ...plan, ...some })
  const [about, old] = plan.changes
  if (!about || !old) throw new Error('the plan has two changes')

  it('nothing', () => expect(now({})).toEqual([]))
  it('what it is for', () => {
    expect(now({ bucket: 'other', distribution: null })).toEqual([
      'the bucket was site, and is other now',
      'the distribution was E1, and is none now',
    ])
  })
  it.each<[string, Changeset['changes']]>([
    ['docs/new: create now, and was not in the plan', [about, { path: 'docs/new', action: 'create' }, old]],
    ['docs/old: delete was planned, and it is no longer there', [about]],
    ['docs/about: create was planned, no_change would be now', [{ ...about, action: 'no_change' }, old]],
    ['docs/about: its file has other contents now', [{ ...about, md5: 'd'.repeat(32) }, old]],
    ['docs/about: it would be packed otherwise now', [{ ...about, encoding: 'gzip' }, old]],
    ['docs/about: it would be served otherwise now', [{ ...about, headers: {} }, old]],
  ])('%s', (words, changes) => expect(now({ changes })).toEqual([words]))

  it('the first few paths, and how many more', () => {
    const changes = Array.from({ length: 9 }, (_, at) => ({ path: `docs/${at}`, action: 'delete' as const }))
    expect(differences({ ...plan, changes }, { ...plan, changes: [] }, 2).slice(1)).toEqual([
      'docs/1: delete was planned, and it is no longer there',
      'and 7 more',
    ])
  })
  it('the bucket, though no path does', () => {
    expect(now({ made_against: { ...plan.made_against, bucket: hash('f') } })).toEqual(['the bucket has changed since'])
    expect(now({ made_against: { ...plan.made_against, folder: hash('f') } })).toEqual(['the folder has changed since'])
  })
})

it('fingerprints tell apart what only looks the same when it is put together', () => {
  const one = bucketFingerprint([{ key: 'a', etag: 'bc', size: 1 }])
  expect(one).toMatch(/^[0-9a-f]{64}$/)
  expect(bucketFingerprint([{ key: 'ab', etag: 'c', size: 1 }])).not.toBe(one)
  expect(bucketFingerprint([{ key: 'a', etag: 'bc', size: 2 }])).not.toBe(one)
  expect(folderFingerprint([{ path: 'a', action: 'delete' }])).toBe(folderFingerprint([]))
  expect(folderFingerprint([{ path: 'a', action: 'create', md5: 'x', size: 1 }])).toBe(
    folderFingerprint([{ path: 'a', action: 'no_change', md5: 'x', size: 1 }]),
  )
})
