import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { UsageError } from '../../model/errors.ts'
import { readSettings } from './read-settings.ts'

let cwd: string
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'site-sync-'))
})
afterEach(() => rmSync(cwd, { recursive: true }))

const base = ['--bucket=site', '--build-dir=dist']

function faultsOf(argv: string[], env: Record<string, string> = {}, toml?: string): string[] {
  if (toml !== undefined) writeFileSync(join(cwd, 'site-sync.toml'), toml)
  try {
    readSettings(argv, env, cwd)
  } catch (error) {
    if (error instanceof UsageError) return error.message.split('\n')
    throw error
  }
  return []
}

describe('what is wrong is named', () => {
  it.each<[string[], string]>([
    [['--buckt=x'], '--buckt: there is no such flag, did you mean --bucket?'],
    [['--no-wiat'], '--no-wiat: there is no such flag, did you mean --no-wait?'],
    [['-x'], '-x: there is no such flag'],
    [['--no-bucket'], '--no-bucket: there is no such flag'],
    [['aply'], 'aply: there is no such command, did you mean apply?'],
    [['deploy-it'], 'deploy-it: there is no such command: there are plan, apply, status, sync, help, version'],
    [['plan', 'x.json'], 'x.json: plan takes no such argument'],
    [['--region'], '--region needs a value'],
    [['--region', '--wait'], '--region needs a value; if --wait is meant: --region=--wait'],
    [['--region='], '--region: it is empty'],
    [['--wait=maybe'], '--wait: "maybe" is neither true nor false'],
    [['--no-wait=x'], '--no-wait takes no value'],
    [['--concurrency', '0'], '--concurrency: "0" is not a number from 1 to 512'],
    [['--max-paths', '3001'], '--max-paths: "3001" is not a number from 1 to 3000'],
    [['--max-delete', '101%'], '--max-delete: "101%" is neither a count, such as 40, nor a share, such as 10%'],
    [['--adopt', 'hedaers'], '--adopt: "hedaers" is none of headers, trust, did you mean headers?'],
    [
      ['--silent', 'no-change'],
      '--silent: "no-change" is none of create, update, headers, delete, no_change, ignore, did you mean no_change?',
    ],
    [['--bucket', 's3://site/docs'], '--bucket: write the name alone, site; for what comes after it there is --prefix'],
    [['--bucket', 'a b'], '--bucket: "a b" is no name of a bucket'],
    [
      ['--endpoint-url', 'localhost:9000'],
      '--endpoint-url: "localhost:9000" is no address, such as http://localhost:9000',
    ],
    [
      ['--distribution', 'd1.cloudfront.net'],
      '--distribution: "d1.cloudfront.net" is no id of a distribution, such as E2EXAMPLE1ABCD',
    ],
    [['--ignore', '!a'], '--ignore: !a: patterns cannot be turned round; see --include and --protect'],
    [['--prefix', '.site-sync'], '--prefix: .site-sync/ holds what site-sync itself keeps'],
  ])('%j', (argv, words) => expect(faultsOf([...base, ...argv])).toEqual([words]))

  it.each<[string, string]>([
    ['\nbukcet = "x"', 'site-sync.toml, line 2: bukcet: there is no such setting, did you mean bucket?'],
    ['build-dir = "x"', 'site-sync.toml, line 1: build-dir: there is no such setting, did you mean build_dir?'],
    ['help = true', 'site-sync.toml, line 1: help: there is no such setting'],
    ['wait = "perhaps"', 'site-sync.toml, line 1: wait: "perhaps" is neither true nor false'],
    ['region = 1', 'site-sync.toml, line 1: region: 1 is no text: put it in quotes'],
    ['ignore_from = "gone"', 'site-sync.toml, line 1: ignore_from: gone cannot be read'],
    ['headers = 1', 'site-sync.toml, line 1: headers: write [[headers]], with match and set below it'],
    ['[[headers]]\nset = {}', 'site-sync.toml, line 1: [headers]: match is missing: patterns of paths'],
    ['[[headers]]\nmatch = "a"', 'site-sync.toml, line 1: [headers] set: it is missing, such as {'],
    [
      '[[headers]]\nmatch = "a"\nsets = {}\nset = {}',
      'site-sync.toml, line 3: [headers] sets: there is no such setting, did you mean set?',
    ],
    [
      '[[headers]]\nmatch="a"\nset={}\n\n[[headers]]\nmatch="b"\nset = { cache-contrl = "a" }',
      'site-sync.toml, line 7: [headers] set: cache-contrl: S3 keeps no such header, did you mean cache-control?',
    ],
    [
      '[[headers]]\nmatch="a"\nset = { cache-control = "a\\nb" }',
      'site-sync.toml, line 3: [headers] set: cache-control: headers are of ASCII',
    ],
    [
      '[[headers]]\nmatch="a"\nset = { x-amz-website-redirect-location = "/a" }',
      'site-sync.toml, line 3: [headers] set: x-amz-website-redirect-location is set by [redirects]',
    ],
    [
      '[[encodings]]\nmatch="a"\nencoding="brotli"',
      'site-sync.toml, line 3: [encodings] encoding: "brotli" is none of br, gzip',
    ],
    [
      '[redirects]\na = "b"',
      'site-sync.toml, line 2: [redirects] a: "b" is neither a path that begins with / nor an address',
    ],
    ['bucket = ', 'site-sync.toml, line 1: '],
  ])('%j', (toml, words) => expect(faultsOf(base, {}, toml)[0]).toContain(words))

  it('all of it at once, each by where it was written', () => {
    const faults = faultsOf(['--buckt', 'x', '--bucket'], { AUTO_APPROVE: 'maybe' }, 'wiat = true')
    expect(faults.map((line) => line.split(/: | needs/)[0])).toEqual([
      '--buckt',
      '--bucket',
      'site-sync.toml, line 1',
      'no folder',
      'AUTO_APPROVE',
    ])
  })

  it('where there is no bucket and no folder, and what to do', () => {
    expect(faultsOf([])).toEqual([
      'no bucket: --bucket NAME, S3_BUCKET, or bucket in site-sync.toml',
      'no folder: --build-dir DIR, BUILD_DIR, or build_dir in site-sync.toml',
    ])
  })

  it('a file of settings that was asked for and is not there', () => {
    expect(faultsOf([...base, '--config', 'gone.toml'])[0]).toMatch(/^--config: gone\.toml cannot be read: ENOENT/)
  })
})
