import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { makeAuthority, makeServerCertificate } from '@cruddur/storage/testing/certificates'
import { startTlsPostgres } from '@cruddur/storage/testing/tls-postgres'
import { sql } from 'kysely'
import pg from 'pg'
import { expect, it, onTestFinished } from 'vitest'
import { parseConfig } from '../config/config.ts'
import { insertCrud } from '../testing/cruds.ts'
import { useTestApp } from '../testing/test-app.ts'
import { examine } from './examine.ts'
import { examineCertificate } from './examine-machine.ts'

const test = await useTestApp()
const worf = await test.member('worf')

const inspect = async (options: { kill?: boolean; stuckAfter?: number } = {}, config = test.config) => {
  const findings = await examine(config, { kill: false, ...options })
  return (about: string) => findings.filter((finding) => finding.about === about)
}

it('finds a server in order, and looks at everything that it needs', async () => {
  const findings = await examine(test.config, { kill: false })
  const seen = new Set(findings.map(({ about }) => about))
  expect([...seen].sort()).toEqual([
    'certificate',
    'clock',
    'connections',
    'database',
    'disk',
    'erasure',
    'keys',
    'mail',
    'messages',
    'sessions',
    'settings',
    'tables',
  ])
  expect(findings.filter(({ level }) => level === 'fail')).toEqual([])
})

it('says that erasure is late, and which migrations are to come', async () => {
  const uuid = await insertCrud(test, { user_uuid: worf.uuid, left: -test.config.erasure.lagLimit - 5 })
  expect((await inspect())('erasure')).toEqual([expect.objectContaining({ level: 'fail' })])
  await sql`delete from activities where uuid = ${uuid}`.execute(test.db)
  const last = sql`(select max(name) from schema_migrations)`
  const { rows } = await sql<{ name: string; sha256: string }>`
    delete from schema_migrations where name = ${last} returning name, sha256`.execute(test.db)
  expect((await inspect())('tables')).toEqual([expect.objectContaining({ level: 'warn' })])
  const [{ name, sha256 } = { name: '', sha256: '' }] = rows
  await sql`insert into schema_migrations (name, sha256) values (${name}, 'edited')`.execute(test.db)
  expect((await inspect())('tables')).toEqual([expect.objectContaining({ level: 'fail' })])
  await sql`update schema_migrations set sha256 = ${sha256} where name = ${name}`.execute(test.db)
})

it('ends stuck sessions of ours when it is told, and nobody else’s', async () => {
  const url = test.config.database.kind === 'url' ? test.config.database.url : ''
  const open = async (application_name: string) => {
    const client = new pg.Client({ connectionString: url, application_name })
    client.on('error', () => {})
    onTestFinished(() => client.end())
    await client.connect()
    await client.query('begin')
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    return { client, pid: String(rows[0]?.pid) }
  }
  const [ours, other] = [await open('cruddur'), await open('psql')]
  const [seen] = (await inspect({ stuckAfter: 0 }))('sessions')
  expect(seen).toMatchObject({ level: 'warn', words: expect.stringContaining(`${ours.pid} for`) })
  expect(seen?.words).not.toContain(other.pid)
  expect((await inspect({ stuckAfter: 0, kill: true }))('sessions')[0]).toMatchObject({ level: 'ok' })
  await expect(ours.client.query('select 1')).rejects.toThrow()
  await other.client.query('rollback')
})

it('fails for what cannot be reached, without a password', async () => {
  const settings = { CONNECTION_URL: 'postgresql://ada:hunter2@127.0.0.1:1/nothing' }
  const mail = { SMTP_URL: 'smtp://ada:hunter2@127.0.0.1:1', MAIL_FROM: 'a@b.example' }
  const findings = await examine(parseConfig({ ...settings, ...mail }), { kill: false })
  const failed = findings.filter(({ level }) => level === 'fail').map(({ about }) => about)
  expect(failed).toEqual(['database', 'mail'])
  expect(JSON.stringify(findings)).not.toContain('hunter2')
})

it('reads how long the certificate of the database is valid', async () => {
  const authority = makeAuthority('Our root')
  const postgres = await startTlsPostgres(makeServerCertificate(authority, ['localhost']))
  onTestFinished(() => postgres.stop())
  const root = encodeURIComponent(postgres.write('root.pem', authority.pem))
  const url = `postgresql://postgres@localhost:${postgres.port}/postgres?sslmode=verify-full&sslrootcert=${root}`
  const { level, words } = await examineCertificate(parseConfig({ CONNECTION_URL: url }))
  expect([level, words]).toEqual(['ok', expect.stringMatching(/^verified, .* valid for \d{4,5} days$/)])
})

it('is a command: a line each, or JSON, and an exit code', () => {
  const url = test.config.database.kind === 'url' ? test.config.database.url : ''
  const run = (args: string[], env: Record<string, string>) =>
    spawnSync(process.execPath, [resolve(import.meta.dirname, 'main.ts'), ...args], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], DATA_DIR: test.config.dataDir, ...env },
    })
  const good = run(['--json'], { CONNECTION_URL: url })
  expect(good.status, good.stderr).toBe(0)
  expect(JSON.parse(good.stdout)[0]).toEqual({ about: 'settings', level: 'ok', words: 'can be obeyed' })
  const bad = run([], { PORT: 'x', SMTP_URL: 'y' })
  expect(bad.status).toBe(1)
  expect(bad.stdout).toMatch(/^fail {2}settings {4} {1}PORT: .*\nfail {2}settings {5}SMTP_URL: .*\n$/)
  expect(run(['--mend'], {}).status).toBe(64)
})
