import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { UsageError } from '../../model/errors.ts'
import { type SiteSettings, settingsFrom } from './site-options.ts'

const site = { bucket: 'site', folder: 'dist' }

function faultsOf(some: Record<string, unknown>): string[] {
  try {
    settingsFrom({ ...site, ...some } as SiteSettings)
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError)
    return (error as Error).message.split('\n')
  }
  return []
}

describe('what a program says', () => {
  it.each<[Record<string, unknown>, string]>([
    [{ maxDelete: { share: 25, count: 0 } }, 'maxDelete: 25 is no share: 0.25 is a quarter of the objects'],
    [{ maxDelete: { share: -0.1, count: 0 } }, 'maxDelete: -0.1 is no share: 0.25 is a quarter of the objects'],
    [{ maxDelete: { share: Number.NaN, count: 0 } }, 'maxDelete: null is no share: 0.25 is a quarter of the objects'],
    [{ maxDelete: { share: 0, count: 1.5 } }, 'maxDelete: 1.5 is no count of objects'],
    [{ maxDelete: { share: 0, count: Infinity } }, 'maxDelete: null is no count of objects'],
    [{ maxDelete: { share: 0.1 } }, 'maxDelete: undefined is no count of objects'],
    [
      { maxDelete: { share: 0, count: 0, most: 1 } },
      'maxDelete: {"share":0,"count":0,"most":1} has more than share and count',
    ],
    [{ maxDelete: [1] }, 'maxDelete: [1] has more than share and count'],
    [{ maxDelete: true }, 'maxDelete: true is neither a count, such as 40, nor a share, such as 10%'],
    [{ bucket: 1 }, 'bucket: 1 is no text: put it in quotes'],
    [{ folder: 1 }, 'folder: 1 is no text: put it in quotes'],
    [{ prefix: 1 }, 'prefix: it is no text'],
    [{ prefix: '.site-sync/x' }, 'prefix: .site-sync/ holds what site-sync itself keeps'],
    [{ distribution: 'x.y' }, 'distribution: "x.y" is no id of a distribution, such as E2EXAMPLE1ABCD'],
    [{ originPath: {} }, 'originPath: it is no text'],
    [{ region: '' }, 'region: it is empty'],
    [{ endpoint: 'localhost' }, 'endpoint: "localhost" is no address, such as http://localhost:9000'],
    [{ profile: 1 }, 'profile: 1 is no text: put it in quotes'],
    [{ ignore: [1] }, 'ignore: 1 is no text: put it in quotes'],
    [{ include: ['!a'] }, 'include: !a: patterns cannot be turned round; see --include and --protect'],
    [{ protect: 1 }, 'protect: 1 is no text: put it in quotes'],
    [{ adopt: 'no' }, 'adopt: "no" is none of headers, trust'],
    [{ headers: 'x' }, 'headers: write [[headers]], with match and set below it'],
    [{ headers: [null] }, 'headers: write [[headers]], with match and set below it'],
    [{ headers: [{ match: ['*'], set: {}, sets: 1 }] }, 'headers[0].sets: there is no such setting, did you mean set?'],
    [
      { encodings: [{ match: ['*'], encoding: 'zip' }] },
      'encodings[0].encoding: "zip" is none of br, gzip, did you mean gzip?',
    ],
    [{ redirects: [] }, 'redirects: it is no table: write [redirects], and "old.html" = "/new.html" below it'],
    [{ cleanUrls: 'perhaps' }, 'cleanUrls: "perhaps" is neither true nor false'],
    [{ invalidateCreated: 2 }, 'invalidateCreated: 2 is neither true nor false'],
    [{ maxPaths: 3_001 }, 'maxPaths: 3001 is not a number from 1 to 3000'],
    [{ wait: {} }, 'wait: {} is neither true nor false'],
    [{ concurrency: 1.5 }, 'concurrency: 1.5 is not a number from 1 to 512'],
    [{ ignoreFrom: 'x' }, 'ignoreFrom: there is no such option'],
    [{ yes: false }, 'yes: there is no such option'],
    [{ __proto__: null, toString: 1 }, 'toString: there is no such option'],
  ])('is refused: %j', (some, words) => expect(faultsOf(some)).toEqual([words]))

  it('is taken, and the defaults for the rest', () => {
    const maxDelete = { share: 0.5, count: 3 }
    const settings = settingsFrom({ ...site, maxDelete, prefix: '/docs', wait: true })
    expect(settings).toMatchObject({ folder: resolve('dist'), maxDelete, prefix: 'docs/', wait: true, yes: true })
    expect(settings).toMatchObject({ region: 'us-east-1', ignore: [], headers: [], redirects: {}, silent: [] })
    expect(settingsFrom(site).maxDelete).toEqual({ share: 0.25, count: 100 })
  })
})
