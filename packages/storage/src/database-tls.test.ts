import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { isLocal, protectionOf, tlsOptions } from './database-tls.ts'
import { createListener } from './listener.ts'
import { connect } from './postgres.ts'
import { makeAuthority, makeServerCertificate } from './testing/certificates.ts'
import { startTlsPostgres, type TlsPostgres } from './testing/tls-postgres.ts'

const at = (query: string, host = 'db.example') => `postgresql://ada:secret@${host}/cruddur${query}`

describe('the address of a PostgreSQL', () => {
  it.each([
    ['', 'plain'],
    ['?sslmode=disable', 'plain'],
    ['?sslmode=no-verify', 'unverified'],
    ['?sslmode=require', 'verified'],
    ['?sslmode=verify-ca', 'verified'],
    ['?application_name=x&sslmode=verify-full&sslnegotiation=direct', 'verified'],
  ])('%s asks for a connection that is %s', (query, protection) => {
    expect(protectionOf(at(query))).toBe(protection)
  })

  it.each([
    ['?sslmode=prefer', 'the safe one is verify-full'],
    ['?sslmode=', 'the safe one is verify-full'],
    ['?sslmode=__proto__', 'the safe one is verify-full'],
    ['?sslmode=verify-full&sslmode=disable', 'has sslmode twice'],
    ['?ssl=true', 'sslmode=verify-full'],
    ['?uselibpqcompat=true&sslmode=require', 'sslmode=verify-full'],
    ['?sslrootcert=/a.pem', 'add sslmode=verify-full'],
    ['?sslmode=disable&sslrootcert=/a.pem', 'add sslmode=verify-full'],
    ['?sslnegotiation=direct', 'add sslmode=verify-full'],
    ['?sslmode=verify-full&sslnegotiation=later', 'sslnegotiation'],
  ])('%s is refused, because programs would read it in different ways', (query, words) => {
    expect(() => protectionOf(at(query))).toThrow(words)
  })

  it('keeps everything that is not about TLS, and leaves nothing to the driver or to the environment', () => {
    vi.stubEnv('PGSSLMODE', 'no-verify')
    onTestFinished(() => void vi.unstubAllEnvs())
    expect(tlsOptions(at('?options=-c%20a=b&sslmode=verify-full'))).toEqual({
      connectionString: at('?options=-c%20a%3Db'),
      ssl: { rejectUnauthorized: true },
      sslnegotiation: 'postgres',
    })
    expect(tlsOptions(at(''))).toEqual({ connectionString: at(''), ssl: false, sslnegotiation: 'postgres' })
  })

  it('of RDS trusts the roots of RDS, unless it names others', () => {
    const roots = (host: string, query = '') => {
      const { ssl } = tlsOptions(at(`?sslmode=verify-full${query}`, host))
      return ssl && Array.isArray(ssl.ca) ? ssl.ca.length : 0
    }
    expect(roots('x.c1.eu-central-1.rds.amazonaws.com')).toBeGreaterThan(100)
    expect(roots('x.c1.eu-central-1.rds.amazonaws.com', '&sslrootcert=system')).toBe(0)
    expect(roots('rds.amazonaws.com.evil.example')).toBe(0)
  })

  it.each(['', 'localhost', '127.0.0.1', '127.8.8.8:5433', '[::1]:5432', '%2Fvar%2Frun'])(
    '%s is on this machine',
    (host) => {
      expect(isLocal(`postgresql://ada@${host}/cruddur`)).toBe(true)
    },
  )

  it.each(['db.example', '10.0.0.1', 'localhost.example', '[2001:db8::1]'])('%s is elsewhere', (host) => {
    expect(isLocal(at('', host))).toBe(false)
    expect(isLocal(at('?host=%2Fvar%2Frun', host))).toBe(true)
  })

  it('that names a file which cannot be read is refused', () => {
    const file = encodeURIComponent(join(tmpdir(), 'nowhere.pem'))
    expect(() => tlsOptions(at(`?sslmode=verify-full&sslrootcert=${file}`))).toThrow(
      'CONNECTION_URL: the file of sslrootcert cannot be read (ENOENT)',
    )
  })
})

describe('a PostgreSQL with a certificate', () => {
  const [authority, stranger] = [makeAuthority('Our root'), makeAuthority('Another root')]
  let postgres: TlsPostgres
  let ours: string
  let theirs: string
  beforeAll(async () => {
    postgres = await startTlsPostgres(makeServerCertificate(authority, ['localhost']))
    ours = `&sslrootcert=${encodeURIComponent(postgres.write('ours.pem', authority.pem))}`
    theirs = `&sslrootcert=${encodeURIComponent(postgres.write('theirs.pem', stranger.pem))}`
  })
  afterAll(() => postgres.stop())

  const url = (host: string, query: string) => `postgresql://postgres@${host}:${postgres.port}/postgres${query}`

  async function isEncrypted(host: string, query: string): Promise<boolean | undefined> {
    const db = connect(url(host, query), { max: 1 })
    const select = sql<{ ssl: boolean }>`select ssl from pg_stat_ssl where pid = pg_backend_pid()`
    const { rows } = await select.execute(db).finally(() => db.destroy())
    return rows[0]?.ssl
  }

  it('is trusted by its root and its name', async () => {
    expect(await isEncrypted('localhost', `?sslmode=verify-full${ours}`)).toBe(true)
    expect(await isEncrypted('localhost', `?sslmode=require${ours}`)).toBe(true)
    expect(await isEncrypted('localhost', `?sslmode=verify-full${ours}&sslnegotiation=direct`)).toBe(true)
  })

  it.each(['verify-full', 'verify-ca', 'require'])('of another root is refused by sslmode=%s', async (mode) => {
    await expect(isEncrypted('localhost', `?sslmode=${mode}${theirs}`)).rejects.toThrow(/certificate/)
    await expect(isEncrypted('localhost', `?sslmode=${mode}`)).rejects.toThrow(/certificate/)
  })

  it('at an address that the certificate does not name is refused', async () => {
    const refusal = { code: 'ERR_TLS_CERT_ALTNAME_INVALID' }
    await expect(isEncrypted('127.0.0.1', `?sslmode=verify-full${ours}`)).rejects.toMatchObject(refusal)
    await expect(isEncrypted('127.0.0.1', `?sslmode=verify-ca${ours}`)).rejects.toMatchObject(refusal)
  })

  it('stays verified whatever the environment says', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    vi.stubEnv('PGSSLMODE', 'no-verify')
    onTestFinished(() => void vi.unstubAllEnvs())
    await expect(isEncrypted('localhost', `?sslmode=verify-full${theirs}`)).rejects.toThrow(/certificate/)
    await expect(isEncrypted('localhost', '')).rejects.toThrow('no encryption')
  })

  it('is taken unseen by sslmode=no-verify alone', async () => {
    expect(await isEncrypted('127.0.0.1', '?sslmode=no-verify')).toBe(true)
  })

  it('is verified by the connection that listens too', async () => {
    const refused = new Promise<Error>((resolve) => {
      const listener = createListener(url('localhost', `?sslmode=verify-full${theirs}`), 'a channel', resolve)
      onTestFinished(() => listener.close())
      listener.subscribe(() => {})
    })
    expect((await refused).message).toMatch(/certificate/)
    const listening = new Promise<void>((resolve) => {
      const listener = createListener(url('localhost', `?sslmode=verify-full${ours}`), 'a channel')
      onTestFinished(() => listener.close())
      listener.subscribe(resolve)
    })
    await listening
  })
})
