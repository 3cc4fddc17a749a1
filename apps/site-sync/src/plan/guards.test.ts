import { describe, expect, it } from 'vitest'
import { entriesFrom, wantedFrom } from '../../test/joined.ts'
import { testSettings } from '../../test/test-settings.ts'
import type { Change } from '../model/change.ts'
import type { Entry } from '../model/entry.ts'
import { Refusal } from '../model/errors.ts'
import { createSelection } from '../rules/selection.ts'
import type { Decision } from './decide-file.ts'
import { refuseMistakes } from './guards.ts'
import { decideStale } from './stale.ts'

const entries = await entriesFrom(await wantedFrom([{ path: 'index.html', size: 1 }], testSettings()))
const [someEntry] = await entriesFrom([], [{ key: 'old.js', etag: 'e', size: 1 }])

/** The guards look at the change alone. */
function decisionOf(change: Change): Decision {
  return { entry: someEntry as Entry, change, isFresh: false }
}

function deletes(count: number): Decision[] {
  return Array.from({ length: count }, (_, at) => decisionOf({ path: `old/${at}.js`, action: 'delete' }))
}

describe('a folder with nothing in it', () => {
  it('is refused, redirects or not', async () => {
    const redirects = await entriesFrom(await wantedFrom([], testSettings({ redirects: { a: '/b' } })))
    for (const nothing of [[], redirects]) {
      expect(() => refuseMistakes({ entries: nothing, storedCount: 5 }, [], testSettings())).toThrow(Refusal)
      expect(() => refuseMistakes({ entries: nothing, storedCount: 5 }, [], testSettings())).toThrow(
        'nothing to upload in /no/such/folder',
      )
    }
  })
})

describe('deletes', () => {
  const check = (count: number, stored: number, share = 0.25, most = 100) =>
    refuseMistakes(
      { entries, storedCount: stored },
      deletes(count),
      testSettings({ maxDelete: { share, count: most } }),
    )

  it.each([
    [100, 100],
    [101, 404],
    [250, 1_000],
    [250, 1_003],
  ])('%i of %i are none too many', (count, stored) => check(count, stored))

  it.each([
    [101, 101],
    [101, 403],
    [251, 1_000],
    [251, 1_003],
  ])('%i of %i are too many', (count, stored) => expect(() => check(count, stored)).toThrow(Refusal))

  it('are none at all, if that is said', () => {
    check(0, 10, 0, 0)
    expect(() => check(1, 10, 0, 0)).toThrow('1 of 10 objects would be deleted, and at most 0 may be:\n  old/0.js\n')
  })

  it('are named, and the way out', () => {
    expect(() => check(103, 200)).toThrow('  old/4.js\n  and 98 more\nIf that is meant: --max-delete 103')
  })

  it('do not count what is left alone', () => {
    const kept = deletes(500).map(({ change }) => decisionOf({ ...change, action: 'ignore', note: 'protected' }))
    refuseMistakes({ entries, storedCount: 500 }, kept, testSettings())
  })
})

describe('what no file asks for', () => {
  const stale = async (keys: string[], some: Parameters<typeof testSettings>[0] = {}) => {
    const settings = testSettings(some)
    const stored = keys.filter(
      (key) => !key.startsWith(`${settings.prefix}.site-sync/`) && key.startsWith(settings.prefix),
    )
    const joined = await entriesFrom(
      await wantedFrom([{ path: 'kept', size: 1 }], testSettings()),
      stored.map((key) => ({ key, etag: 'e', size: 1 })),
    )
    return decideStale(joined, settings, createSelection(settings)).map(({ change: { path, action, note } }) =>
      [path, action, ...(note ? [note] : [])].join(' '),
    )
  }

  it('is deleted, in order, but for what the tool keeps', async () => {
    expect(await stale(['😀', '\uffee', 'kept', '.site-sync/manifest.json', '.site-syncx'])).toEqual([
      '.site-syncx delete',
      '\uffee delete',
      '😀 delete',
    ])
  })

  it('is left alone when it is ignored, not included or protected, and says so', async () => {
    const keys = ['a.tmp', 'b.txt', '.well-known/x', 'c.js']
    expect(
      await stale(keys, { ignore: ['*.tmp'], include: ['*.js', '*.tmp', '.well-known'], protect: ['.well-known/'] }),
    ).toEqual(['.well-known/x ignore protected', 'a.tmp ignore ignored', 'b.txt ignore not included', 'c.js delete'])
  })

  it('goes by paths below the prefix, and never leaves it', async () => {
    const keys = ['docs/', 'docs/a', 'docs/.site-sync/lock.json', 'docsy/a', 'a']
    expect(await stale(keys, { prefix: 'docs/', protect: ['/docs/'] })).toEqual([
      'docs/ ignore the prefix itself',
      'docs/a delete',
    ])
  })

  it('is meant by the name of its file, with clean URLs', async () => {
    const keys = ['about', 'a.png', 'blog/index', 'index.html']
    expect(await stale(keys, { cleanUrls: true, protect: ['*.html'] })).toEqual([
      'a.png delete',
      'about ignore protected',
      'blog/index delete',
      'index.html ignore protected',
    ])
  })
})
