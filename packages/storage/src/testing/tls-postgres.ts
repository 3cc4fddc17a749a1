import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeCluster } from '@cruddur/embedded-postgres/cluster'
import { commandFor, programEnvironment } from '@cruddur/embedded-postgres/programs'
import { vi } from 'vitest'
import type { Certificate } from './certificates.ts'

export type TlsPostgres = {
  port: number
  /** Writes a file beside its data, and returns the path. */
  write(name: string, text: string): string
  stop(): Promise<void>
}

/** A PostgreSQL that listens on 127.0.0.1 and refuses whoever does not encrypt, as RDS does. Its user is `postgres`. */
export async function startTlsPostgres({ pem, keyPem }: Certificate): Promise<TlsPostgres> {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'cruddur-tls-')))
  const write = (name: string, text: string) => {
    writeFileSync(join(dir, name), text, { mode: 0o600 })
    return join(dir, name)
  }
  const cluster = await makeCluster(dir, false)
  writeFileSync(join(cluster, 'pg_hba.conf'), 'hostssl all all all trust\n')
  const port = await freePort()
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    ssl: 'on',
    ssl_cert_file: write('server.pem', pem),
    ssl_key_file: write('server.key', keyPem),
    fsync: 'off',
    shared_buffers: '16MB',
  }
  const { file, args } = await commandFor('postgres')
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(file, [...args, '-D', cluster, ...options], { env: programEnvironment, stdio: 'ignore' })
  await vi.waitFor(() => expectReady(cluster, child), { timeout: 20_000, interval: 20 })
  return {
    port,
    write,
    async stop() {
      child.kill('SIGINT')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      rmSync(dir, { recursive: true, force: true })
    },
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

/** PostgreSQL writes its state to the eighth line of its pid file. */
function expectReady(cluster: string, { exitCode }: ChildProcess): void {
  const state = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')[7]?.trim()
  if (state !== 'ready') throw new Error(`PostgreSQL is ${state}, and its exit code ${exitCode}`)
}
