import { once } from 'node:events'
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeCluster } from '@cruddur/embedded-postgres/cluster'
import { startPostmaster } from '@cruddur/embedded-postgres/postmaster'
import type { Certificate } from './certificates.ts'

export type TlsPostgres = {
  port: number
  /** Writes a file beside its data, and returns the path. */
  write(name: string, text: string): string
  stop(): Promise<void>
}

const stopLimitMs = 5_000

/** A PostgreSQL that listens on 127.0.0.1 and refuses whoever does not encrypt, as RDS does. Its user is `postgres`. */
export async function startTlsPostgres({ pem, keyPem }: Certificate): Promise<TlsPostgres> {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'cruddur-tls-')))
  const remove = () => rmSync(dir, { recursive: true, force: true })
  const write = (name: string, text: string) => {
    writeFileSync(join(dir, name), text, { mode: 0o600 })
    return join(dir, name)
  }
  try {
    const cluster = await makeCluster(dir, false)
    writeFileSync(join(cluster, 'pg_hba.conf'), 'hostssl all all all trust\n')
    const port = await freePort()
    const others = {
      listen_addresses: '127.0.0.1',
      port: String(port),
      ssl: 'on',
      ssl_cert_file: write('server.pem', pem),
      ssl_key_file: write('server.key', keyPem),
    }
    const postmaster = await startPostmaster(cluster, join(dir, 'log'), { socketDir: '', durable: false, others })
    return { port, write, stop: () => postmaster.stop(stopLimitMs).then(remove) }
  } catch (error) {
    remove()
    throw error
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
