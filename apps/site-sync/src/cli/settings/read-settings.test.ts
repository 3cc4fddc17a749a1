import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { testSettings } from '../../../test/test-settings.ts'
import { readSettings } from './read-settings.ts'

let cwd: string
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'site-sync-'))
})
afterEach(() => rmSync(cwd, { recursive: true }))

type Env = Record<string, string>
const base = ['--bucket=site', '--build-dir=dist']

function settingsOf(argv: string[], env: Env = {}, toml?: string) {
  if (toml !== undefined) writeFileSync(join(cwd, 'site-sync.toml'), toml)
  const invocation = readSettings(argv, env, cwd)
  if (!('settings' in invocation)) throw new Error(`${invocation.command} has no settings`)
  return invocation.settings
}

describe('what is to be done', () => {
  it.each([
    [[], 'sync'],
    [['sync'], 'sync'],
    [['plan'], 'plan'],
    [['status'], 'status'],
    [['apply'], 'apply'],
  ])('%j: %s', (words, command) => expect(readSettings([...words, ...base], {}, cwd).command).toBe(command))

  it.each([
    [['--help', '--buckt'], 'help'],
    [['plan', '-h'], 'help'],
    [['help'], 'help'],
    [['--version'], 'version'],
    [['-V'], 'version'],
    [['version'], 'version'],
  ])('%j: %s, whatever else is wrong', (argv, command) => expect(readSettings(argv, {}, cwd)).toEqual({ command }))

  it('applies a plan from where we are', () => {
    expect(readSettings(['apply', 'plan.json', ...base], {}, cwd)).toMatchObject({ file: join(cwd, 'plan.json') })
    expect(readSettings(['apply', ...base], {}, cwd)).not.toHaveProperty('file')
  })
})

describe('who says it', () => {
  it('nobody: what is safe', () => {
    expect(settingsOf(base)).toEqual(
      testSettings({ folder: join(cwd, 'dist'), concurrency: 64, silent: ['ignore', 'no_change'] }),
    )
  })

  it('flags before the environment, before the file, before nobody', () => {
    const env = { S3_BUCKET: 'from-env', AWS_REGION: 'eu-west-1' }
    const toml = 'bucket = "from-toml"\nregion = "eu-north-1"\nbuild_dir = "site"\nconcurrency = 3'
    expect(settingsOf(['--bucket', 'from-flag'], env, toml)).toMatchObject({
      bucket: 'from-flag',
      region: 'eu-west-1',
      folder: join(cwd, 'site'),
      concurrency: 3,
    })
  })

  it.each<[Env, object]>([
    [{ S3_BUCKET: 'b-b', BUILD_DIR: 'd' }, { bucket: 'b-b' }],
    [{ SYNC_S3_BUCKET: 'c-c', S3_BUCKET: 'b-b' }, { bucket: 'c-c' }],
    [{ CLOUDFRONT_DISTRUBTION_ID: 'E1' }, { distribution: 'E1' }],
    [{ CLOUDFRONT_DISTRIBUTION_ID: 'E2', CLOUDFRONT_DISTRUBTION_ID: 'E1' }, { distribution: 'E2' }],
    [{ SYNC_CLOUDFRONT_DISTRUBTION_ID: 'E3', CLOUDFRONT_DISTRIBUTION_ID: 'E2' }, { distribution: 'E3' }],
    [{ CLOUDFRONT_DISTRIBUTION_ID: '' }, { distribution: null }],
    [{ OUTPUT_CHANGESET_PATH: '/tmp/plan.json' }, { out: '/tmp/plan.json' }],
    [{ AUTO_APPROVE: 'true' }, { yes: true }],
    [{ SYNC_AUTO_APPROVE: 'false', AUTO_APPROVE: 'true' }, { yes: false }],
    [{ AUTO_APPROVE: '' }, { yes: false }],
    [{ AWS_DEFAULT_REGION: 'ca-central-1' }, { region: 'ca-central-1' }],
    [{ AWS_DEFAULT_REGION: 'ca-central-1', AWS_REGION: 'eu-west-1' }, { region: 'eu-west-1' }],
    [{ AWS_PROFILE: 'worf' }, { profile: 'worf' }],
    [{ AWS_ENDPOINT_URL: 'http://a:1/' }, { endpoint: 'http://a:1' }],
    [{ AWS_ENDPOINT_URL: 'http://a:1', AWS_ENDPOINT_URL_S3: 'http://b:2' }, { endpoint: 'http://b:2' }],
    [{ NO_COLOR: '1' }, { color: false }],
    [{ NO_COLOR: '', FORCE_COLOR: '' }, { color: null }],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, { color: true }],
    [{ FORCE_COLOR: '0' }, { color: false }],
  ])('the environment: %j', (env, settings) => {
    expect(settingsOf([], { S3_BUCKET: 'site', BUILD_DIR: 'd', ...env })).toMatchObject(settings)
  })

  it('patterns add up, wherever they are written', () => {
    writeFileSync(join(cwd, 'ignored'), '# not these\r\n*.tmp\n\n  a b \n')
    const toml = 'ignore = ["*.map"]\ninclude = "*.js"\nignore_from = "ignored"'
    expect(settingsOf([...base, '--ignore', 'x', '--ignore', 'y', '--protect=z'], {}, toml)).toMatchObject({
      ignore: ['x', 'y', '*.map', '*.tmp', 'a b'],
      include: ['*.js'],
      protect: ['z'],
    })
  })

  it('what is on can be turned off', () => {
    const toml = 'clean_urls = true\nwait = true\nyes = true'
    expect(settingsOf([...base, '--no-wait', '--no-clean-urls', '--no-yes'], {}, toml)).toMatchObject({
      cleanUrls: false,
      wait: false,
      yes: false,
    })
    expect(settingsOf([...base, '--no-color', '-y'])).toMatchObject({ color: false, yes: true })
  })

  it('the last flag, where there are two', () => {
    expect(settingsOf([...base, '--prefix', 'a', '--prefix', 'b']).prefix).toBe('b/')
  })

  it('a file of settings elsewhere, whose paths go from there', () => {
    writeFileSync(join(cwd, 'other.toml'), 'bucket = "other"\nbuild_dir = "../dist"\nout = "p.json"')
    expect(settingsOf(['--config', 'other.toml'])).toMatchObject({
      bucket: 'other',
      folder: join(cwd, '../dist'),
      out: join(cwd, 'p.json'),
    })
  })
})

describe('what can be said', () => {
  it.each<[string[], object]>([
    [['--prefix', '/docs/v1'], { prefix: 'docs/v1/' }],
    [['--prefix', '/'], { prefix: '' }],
    [['--max-delete', '40'], { maxDelete: { share: 0, count: 40 } }],
    [['--max-delete', '0'], { maxDelete: { share: 0, count: 0 } }],
    [['--max-delete', '12.5%'], { maxDelete: { share: 0.125, count: 0 } }],
    [['--silent='], { silent: [] }],
    [['--silent', 'create, delete'], { silent: ['create', 'delete'] }],
    [['--distribution', 'arn:aws:cloudfront::1:distribution/E1'], { distribution: 'E1' }],
    [['--adopt', 'trust'], { adopt: 'trust' }],
  ])('%j', (argv, settings) => expect(settingsOf([...base, ...argv])).toMatchObject(settings))

  it('tables of rules', () => {
    const toml = `
      max_delete = "10%"
      silent = ["ignore"]
      [[headers]]
      match = "*.html"
      set = { Cache-Control = "no-store", "x-amz-meta-A" = "" }
      [[headers]]
      match = ["a", "b"]
      set.expires = "never"
      [[encodings]]
      match = ["*.js"]
      encoding = "br"
      [redirects]
      "/old.html" = "/new.html"
      twitter = "https://example.com/@worf"`
    expect(settingsOf(base, {}, toml)).toMatchObject({
      maxDelete: { share: 0.1, count: 0 },
      silent: ['ignore'],
      headers: [
        { match: ['*.html'], headers: { 'cache-control': 'no-store', 'x-amz-meta-a': '' } },
        { match: ['a', 'b'], headers: { expires: 'never' } },
      ],
      encodings: [{ match: ['*.js'], encoding: 'br' }],
      redirects: { 'old.html': '/new.html', twitter: 'https://example.com/@worf' },
    })
  })
})
