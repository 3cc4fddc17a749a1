import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { asOrdinaryUser } from './testing/ordinary-user.ts'
import { occupiedPort, refusalOf } from './testing/refused-start.ts'
import { makeTempDir, startServerProcess } from './testing/server-process.ts'

describe('a server refuses to start, with one line that names the setting,', () => {
  it('on a port that is taken', async () => {
    const port = await occupiedPort()
    const { line } = await refusalOf({ env: { DATA_DIR: makeTempDir(), PORT: String(port) } })
    expect(line).toBe(`cruddur: PORT: ${port} is in use on 127.0.0.1 by another program`)
  })

  it('on an address that is not this machine’s', async () => {
    const { line } = await refusalOf({ env: { DATA_DIR: makeTempDir(), HOST: '192.0.2.1', PORT: '4567' } })
    expect(line).toBe('cruddur: HOST: 192.0.2.1 is no address of this machine')
  })

  it('in a data directory that another server holds', async () => {
    const env = { DATA_DIR: makeTempDir() }
    const first = startServerProcess({ env })
    await first.ready
    const second = startServerProcess({ env })
    expect((await second.exited).code).toBeGreaterThan(0)
    expect(second.errors()).toBe(
      `cruddur: DATA_DIR: ${env.DATA_DIR} is in use by another Cruddur server (process ${first.child.pid}): stop it first\n`,
    )
    expect((await fetch(`${await first.ready}/api/health`)).status).toBe(200)
  })

  it('in a data directory that two servers take at the same moment, one of the two', async () => {
    const env = { DATA_DIR: makeTempDir() }
    const servers = [startServerProcess({ env }), startServerProcess({ env })]
    const outcomes = await Promise.allSettled(servers.map((server) => server.ready))
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('in a data directory that is a file, or below one', async () => {
    const file = join(makeTempDir(), 'file')
    writeFileSync(file, '')
    for (const [dataDir, why] of [
      [file, 'it is a file'],
      [join(file, 'data'), 'a part of the path is a file'],
    ]) {
      const { line } = await refusalOf({ env: { DATA_DIR: dataDir as string } })
      expect(line).toBe(`cruddur: DATA_DIR: ${dataDir} cannot be used: ${why}, not a directory`)
    }
  })

  it('in a data directory that it may not write', async ({ skip }) => {
    const user = asOrdinaryUser()
    if (!user) return skip('this machine lets nobody become an ordinary user')
    const dataDir = join(makeTempDir(), 'data')
    mkdirSync(dataDir)
    chmodSync(dataDir, 0o555)
    const { line } = await refusalOf({ ...user, env: { DATA_DIR: dataDir } })
    expect(line).toBe(`cruddur: DATA_DIR: ${dataDir} cannot be used: permission denied`)
  })

  it('in a data directory of another PostgreSQL', async () => {
    const dataDir = makeTempDir()
    mkdirSync(join(dataDir, 'postgres'))
    writeFileSync(join(dataDir, 'postgres/PG_VERSION'), '17\n')
    const { line } = await refusalOf({ env: { DATA_DIR: dataDir } })
    expect(line).toMatch(/^cruddur: DATA_DIR: .*PostgreSQL 17, this is 18$/)
  })

  it.each([
    ['where nothing listens', 'postgresql://ada:hunter2@127.0.0.1:1/cruddur', 'refuses connections'],
    ['whose host does not exist', 'postgresql://ada:hunter2@nowhere.invalid/cruddur', 'cannot be found'],
    ['whose socket does not exist', 'postgresql://ada:hunter2@localhost/cruddur?host=%2Fnowhere', 'cannot be reached'],
  ])('with a CONNECTION_URL %s', async (_what, url, why) => {
    const { line } = await refusalOf({ env: { DATA_DIR: makeTempDir(), CONNECTION_URL: url } })
    expect(line).toMatch(new RegExp(`^cruddur: CONNECTION_URL: cruddur on .*${why}`))
    expect(line).not.toContain('hunter2')
  })

  it.each([
    ['an unknown setting', { CRUDDUR_COLOUR: 'red' }, 'CRUDDUR_COLOUR: is not a setting'],
    ['a misspelt setting', { CONECTION_URL: 'x' }, 'CONECTION_URL: is not a setting; did you mean CONNECTION_URL?'],
    ['a contradiction', { SMTP_URL: 'smtp://localhost' }, 'SMTP_URL: needs MAIL_FROM, the sender of the mails'],
    [
      'half of a user pool',
      { AWS_COGNITO_USER_POOL_ID: 'eu-central-1_AbCdEf123' },
      'AWS_COGNITO_USER_POOL_ID: needs AWS_COGNITO_USER_POOL_CLIENT_ID and AWS_DEFAULT_REGION',
    ],
  ])('with %s', async (_what, env, line) => {
    expect((await refusalOf({ env })).line).toBe(`cruddur: ${line}`)
  })
})
