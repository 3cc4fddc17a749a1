import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { type AddressInfo, connect as connectSocket, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { TLSSocket } from 'node:tls'
import { promisify } from 'node:util'
import type {} from '@cruddur/storage/embedded-test-server'
import { connect } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { checkDatabase } from './database-check.ts'

const run = promisify(execFile)

describe('a PostgreSQL that speaks TLS', () => {
  const serverUrl = new URL(inject('postgresUrl'))
  let dir: string
  let server: Server
  const files = () => ({ key: join(dir, 'key.pem'), own: join(dir, 'own.pem'), rds: join(dir, 'rds.pem') })

  const urlOf = (host: string, certificates: string) => {
    const { port } = server.address() as AddressInfo
    const name = `${serverUrl.username}@${host}:${port}${serverUrl.pathname}`
    return `postgresql://${name}?sslmode=verify-full&sslrootcert=${certificates}`
  }

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'cruddur-tls-'))
    const { key, own, rds } = files()
    const subject = ['-subj', '/CN=database', '-addext', 'subjectAltName=DNS:localhost']
    await run('openssl', [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
      ...[...subject, '-keyout', key, '-out', own],
    ])
    await run(process.execPath, [resolve(import.meta.dirname, '../../../../scripts/rds-certificates.ts'), rds])
    server = await startTlsFront(await readFile(key), await readFile(own), serverUrl)
  })

  afterAll(async () => {
    server?.close()
    await rm(dir, { recursive: true, force: true })
  })

  it('is used when sslrootcert vouches for it', async () => {
    const url = urlOf('localhost', files().own)
    await checkDatabase(url)
    const db = connect(url, { max: 1 })
    const { rows } = await sql`select 1 as one`.execute(db).finally(() => db.destroy())
    expect(rows).toEqual([{ one: 1 }])
  })

  it.each([
    ['localhost', 'rds', /certificate that sslrootcert does not vouch for$/],
    ['127.0.0.1', 'own', /certificate for another host$/],
  ] as const)('is refused in words as %s with the certificates %s', async (host, certificates, words) => {
    await expect(checkDatabase(urlOf(host, files()[certificates]))).rejects.toThrow(words)
  })

  it('is refused in words when the file is not there', async () => {
    const path = join(dir, 'nothing.pem')
    await expect(checkDatabase(urlOf('localhost', path))).rejects.toThrow(
      `CONNECTION_URL: names the file ${path}, which cannot be read: ENOENT`,
    )
  })

  it('of RDS has certificates in the file of the image', async () => {
    const text = await readFile(files().rds, 'utf8')
    expect(text.match(/BEGIN CERTIFICATE/g)?.length).toBeGreaterThan(50)
  })
})

/** Answers PostgreSQL's request for TLS, and passes what comes through it to a PostgreSQL on a socket. */
function startTlsFront(key: Buffer, cert: Buffer, { searchParams, hostname, port }: URL): Promise<Server> {
  const front = createServer((socket) => {
    socket.on('error', () => {})
    socket.once('data', () => {
      socket.write('S')
      const secure = new TLSSocket(socket, { isServer: true, key, cert })
      const folder = searchParams.get('host')
      const target = folder
        ? connectSocket(join(folder, '.s.PGSQL.5432'))
        : connectSocket({ host: hostname, port: Number(port || 5432) })
      for (const [from, to] of [
        [secure, target],
        [target, secure],
      ] as const) {
        from.on('error', () => to.destroy())
        from.pipe(to)
      }
    })
  })
  return new Promise((done) => front.listen(0, '127.0.0.1', () => done(front)))
}
