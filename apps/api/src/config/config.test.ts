import { isAbsolute } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseConfig } from './config.ts'
import { ConfigError } from './config-error.ts'
import type { Environment } from './env-file.ts'

/** The lines that refuse these settings; fails when they are accepted. */
function refusal(environment: Environment, file?: Environment, args?: string[]): string[] {
  try {
    parseConfig(environment, file, args)
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n')
    throw error
  }
  throw new Error('accepted')
}

describe('settings', () => {
  it('have a default each, which needs nothing', () => {
    const config = parseConfig({})
    expect(config).toMatchObject({ host: '127.0.0.1', port: 4567, backendUrl: 'http://127.0.0.1:4567' })
    expect(config.database).toEqual({ kind: 'embedded', dir: config.dataDir })
    expect(isAbsolute(config.dataDir)).toBe(true)
    expect(config.frontendUrl).toBe(config.backendUrl)
    expect(config.origins).toEqual([config.backendUrl])
  })

  it('choose the provider of each port', () => {
    const config = parseConfig({
      CONNECTION_URL: 'postgresql://ada:secret@db.example/cruddur',
      SMTP_URL: 'smtps://ada:secret@mail.example:465',
      MAIL_FROM: 'Cruddur <no-reply@cruddur.example>',
    })
    expect(config.database.kind).toBe('url')
    expect(parseConfig({}).messages).toEqual({ kind: 'postgres' })
    const aws = { AWS_DEFAULT_REGION: 'eu-central-1', AWS_ENDPOINT_URL: 'http://127.0.0.1:8000' }
    expect(parseConfig(aws).messages).toEqual({ kind: 'postgres' })
    expect(parseConfig({ ...aws, DDB_MESSAGE_TABLE: 'cruddur-messages' }).messages).toEqual({
      kind: 'dynamodb',
      table: 'cruddur-messages',
      region: 'eu-central-1',
      endpoint: 'http://127.0.0.1:8000',
    })
    expect(config.mail).toMatchObject({ kind: 'smtp', from: 'Cruddur <no-reply@cruddur.example>' })
  })

  it('of the environment come before those of the file, and empty ones count as unset', () => {
    expect(parseConfig({ PORT: '1' }, { PORT: '2' }).port).toBe(1)
    expect(parseConfig({ PORT: '' }, { PORT: '2' }).port).toBe(2)
    expect(parseConfig({ PORT: ' ', CONNECTION_URL: '', TRUST_PROXY: '' })).toEqual(parseConfig({}))
  })

  it('name moderators by their handles, in any case', () => {
    expect(parseConfig({}).moderators).toEqual([])
    expect(parseConfig({ MODERATORS: 'Picard, troi' }).moderators).toEqual(['picard', 'troi'])
    for (const MODERATORS of ['@picard', 'a b', 'picard,,troi', '*']) {
      expect(refusal({ MODERATORS })[0]).toContain('MODERATORS')
    }
  })

  it('make origins as browsers write them', () => {
    const config = parseConfig({
      BACKEND_URL: 'http://API.example:80/',
      FRONTEND_URL: 'http://a.example/,http://b.example',
    })
    expect(config.backendUrl).toBe('http://api.example')
    expect(config.frontendUrl).toBe('http://a.example')
    expect(config.origins).toEqual(['http://a.example', 'http://b.example', 'http://api.example'])
  })

  it('make an address that people can open from a wildcard and from IPv6', () => {
    expect(parseConfig({ HOST: '0.0.0.0' }).backendUrl).toBe('http://127.0.0.1:4567')
    expect(parseConfig({ HOST: '::1', PORT: '80' }).backendUrl).toBe('http://[::1]:80')
  })

  it('read rates as a number and a time', () => {
    const { rateLimits } = parseConfig({ RATE_LIMIT_ADDRESS: '7/10s', RATE_LIMIT_PERSON: '9/h' })
    expect(rateLimits).toMatchObject({ address: { max: 7, window: 10_000 }, person: { max: 9, window: 3_600_000 } })
  })

  it.each(['127.0.0.1', 'loopback', '10.0.0.0/8,fd00::/8', ' ::1 , 192.168.1.7 '])('trust the proxies %s', (text) => {
    expect(parseConfig({ TRUST_PROXY: text }).trustProxy).toEqual(text.split(',').map((item) => item.trim()))
  })

  it.each([
    ['OTEL_PROPAGATORS', 'README'],
    ['AWS_XRAY_URL', 'AWS_DEFAULT_REGION'],
    ['AWS_XRAY_DAEMON_ADDRESS', 'AWS_DEFAULT_REGION'],
    ['AWS_XRAY_CONTEXT_MISSING', 'X-Ray'],
    ['ROLLBAR_CLIENT_TOKEN', 'server'],
    ['FLASK_ENV', 'Flask'],
    ['FLASK_DEBUG', 'Flask'],
    ['REACT_APP_BACKEND_URL', 'VITE_API_ORIGIN'],
    ['REACT_APP_AWS_USER_POOLS_ID', 'VITE_API_ORIGIN'],
  ])('of the original that have no effect are accepted, and a notice says so: %s', (name, word) => {
    const usual = parseConfig({}).notices.length
    for (const { notices } of [parseConfig({ [name]: 'x' }), parseConfig({}, { [name]: 'x' })]) {
      expect(notices).toHaveLength(usual + 1)
      expect(notices[0]).toMatch(new RegExp(`^${name} is set but has no effect: .*${word}`))
    }
  })

  it.each([
    ['MODERATORS', { MODERATORS: 'picard' }, /nobody can read their reports$/],
    ['SMTP_URL', { SMTP_URL: 'smtp://a', MAIL_FROM: 'a@b' }, /files in DATA_DIR\/outbox$/],
  ])('say in a line what it means that %s is not set', (name, environment, words) => {
    const about = (notices: string[]) => notices.filter((notice) => notice.startsWith(`${name} is not set: `))
    expect(about(parseConfig({}).notices)).toEqual([expect.stringMatching(words)])
    expect(about(parseConfig(environment).notices)).toEqual([])
  })

  it('say nothing when there is nothing to say', () => {
    const environment = { MODERATORS: 'picard', SMTP_URL: 'smtp://a', MAIL_FROM: 'a@b' }
    expect(parseConfig(environment).notices).toEqual([])
  })

  it('let a database be noticed whose connections are not verified', () => {
    const about = (CONNECTION_URL: string) =>
      parseConfig({ CONNECTION_URL }).notices.filter((notice) => notice.startsWith('CONNECTION_URL '))
    expect(about('postgresql://ada@db.example/a')).toEqual([expect.stringContaining('Add ?sslmode=verify-full')])
    expect(about('postgresql://ada@db.example/a?sslmode=no-verify')).toEqual([
      expect.stringContaining('whoever answers'),
    ])
    for (const host of ['127.0.0.1/a', 'db.example/a?sslmode=verify-full', 'db.example/a?sslmode=disable']) {
      expect(about(`postgresql://ada@${host}`)).toEqual([])
    }
  })

  it('let a proxy that nobody trusts be noticed', () => {
    expect(parseConfig({ BACKEND_URL: 'https://cruddur.example' }).notices.join()).toContain('TRUST_PROXY is not set')
  })
})

describe('settings that cannot be obeyed are refused, each with a line that names it', () => {
  it.each([
    ['PORT', 'http', '65536', '-1', '4567.5', '0x10', '1e3', '٤٥'],
    ['HOST', 'http://127.0.0.1', '127.0.0.1:80', 'a b', '-x', 'a..b', '[::1]'],
    ['CONNECTION_URL', 'mysql://a/b', 'postgresql:/a', 'cruddur', 'http://a', 'postgres://[', '/var/run'],
    ['CONNECTION_URL', 'postgresql://a/b?sslmode=prefer', 'postgresql://a/b?ssl=true', 'postgresql://a/b?sslkey=/a'],
    [
      'BACKEND_URL',
      'cruddur.example',
      'ftp://a',
      'https://a/b',
      'https://a?b',
      'https://u:p@a',
      '*',
      'javascript:alert(1)',
    ],
    ['FRONTEND_URL', '*', 'http://a,*', 'http://a,,http://b', 'null', 'http://a/path', 'http://a http://b'],
    [
      'TRUST_PROXY',
      'true',
      '1',
      '2',
      'yes',
      'all',
      '*',
      '0.0.0.0/0',
      '::/0',
      '10.0.0.0/33',
      'proxy.example',
      '10.0.0.0/8/8',
      '127.0.0.1/-1',
      ',',
    ],
    ['SMTP_URL', 'mail.example', 'http://mail.example', 'smtp://', 'smtps:'],
    ['AWS_ENDPOINT_URL', '127.0.0.1:8000', 'ftp://a', 'http://u:p@a'],
    ['AWS_DEFAULT_REGION', 'Frankfurt am Main', 'eu/central'],
    ['DDB_MESSAGE_TABLE', 'ab', 'my messages', 'a'.repeat(256), 'a/b'],
    ['MAIL_FROM', 'nobody', 'a@b\nBcc: c@d', 'a@b, c@d', '<>', 'Ada <ada@b'],
    ['LOG_LEVEL', 'verbose', 'INFO', '30'],
    ['RATE_LIMIT_PERSON', '300', '300/5', '0/5min', '5/0s', '-1/5min', '300/5days', 'off', '1e9/1s'],
    ['ERASURE_INTERVAL_MS', '0', '60001', '1s'],
    ['BODY_LIMIT_BYTES', '64KiB', '0', '10485761'],
    ['SHUTDOWN_TIMEOUT_MS', '60001', 'never'],
  ])('%s', (name, ...texts) => {
    for (const text of texts) {
      const lines = refusal({ [name]: text, ...(name === 'SMTP_URL' && { MAIL_FROM: 'a@b' }) })
      expect(lines, text).toHaveLength(1)
      expect(lines[0], text).toMatch(new RegExp(`^${name}: .{10}`))
    }
  })

  it.each([
    [{ CONECTION_URL: 'x' }, 'CONECTION_URL: is not a setting; did you mean CONNECTION_URL?'],
    [{ DATADIR: 'x' }, 'DATADIR: is not a setting; did you mean DATA_DIR?'],
    [{ data_dir: 'x' }, 'data_dir: is not a setting; did you mean DATA_DIR?'],
    [{ TRUST_PROXIES: 'x' }, null],
    [{ TRUSTED_PROXY: 'x' }, 'TRUSTED_PROXY: is not a setting; did you mean TRUST_PROXY?'],
    [{ CRUDDUR_PORT: '1' }, 'CRUDDUR_PORT: is not a setting'],
    [{ PATH: '/bin', POST: '1', HOME: '/', CI: 'true', LANG: 'C', DATABASE_URL: 'x', npm_config_cache: 'x' }, null],
  ])('an unknown name in the environment that was meant for us: %o', (environment, line) => {
    if (line) expect(refusal(environment)).toEqual([line])
    else expect(() => parseConfig(environment)).not.toThrow()
  })

  it('a star, by saying what to set', () => {
    expect(refusal({ FRONTEND_URL: '*' })[0]).toContain('https://cruddur.example,https://www.cruddur.example')
    expect(refusal({ BACKEND_URL: '*' })[0]).toContain('https://api.cruddur.example')
  })

  it('credentials of AWS in .env, by saying where they belong; in the environment they are fine', () => {
    for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN']) {
      expect(refusal({}, { [name]: 'x' })[0]).toMatch(new RegExp(`^${name}: belongs in the environment`))
      expect(() => parseConfig({ [name]: 'x' })).not.toThrow()
    }
  })

  it('any unknown name in .env, and any argument', () => {
    expect(refusal({}, { DATABASE_URL: 'x' })).toEqual(['DATABASE_URL: is not a setting'])
    expect(refusal({}, {}, ['--port=1'])).toEqual([
      '--port=1: is not understood: settings come from the environment or .env',
    ])
  })

  it.each([
    [{ SMTP_URL: 'smtp://a' }, ['SMTP_URL', 'MAIL_FROM']],
    [{ MAIL_FROM: 'a@b' }, ['MAIL_FROM', 'SMTP_URL']],
    [{ DDB_MESSAGE_TABLE: 'messages' }, ['DDB_MESSAGE_TABLE', 'AWS_DEFAULT_REGION']],
    [{ FRONTEND_URL: 'https://a' }, ['FRONTEND_URL', 'BACKEND_URL']],
    [{ ERASURE_INTERVAL_MS: '60000' }, ['ERASURE_INTERVAL_MS', 'ERASURE_LAG_LIMIT_SECONDS']],
  ])('a contradiction, by naming both: %o', (environment, names) => {
    const lines = refusal(environment)
    expect(lines).toHaveLength(1)
    for (const name of names) expect(lines[0]).toContain(name)
  })

  it('a variable of PostgreSQL’s own programs that would leave a connection unverified', () => {
    const CONNECTION_URL = 'postgresql://ada@db.example/a'
    expect(refusal({ CONNECTION_URL, PGSSLMODE: 'verify-full' })).toEqual([
      'PGSSLMODE: has no effect: put sslmode into CONNECTION_URL',
    ])
    expect(() => parseConfig({ PGSSLMODE: 'verify-full' })).not.toThrow()
  })

  it('all at once', () => {
    expect(refusal({ PORT: 'x', HOST: 'a b', CRUDDUR_X: '1' }, { FOO: '1' })).toHaveLength(4)
  })
})
