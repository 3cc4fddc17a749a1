import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeTempDir, postgresOf, startServerProcess } from './testing/server-process.ts'

const socketDirOf = (dataDir: string) =>
  readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[4] as string

/** What of its memory the system writes into a core dump of this process. Undefined once it has ended. */
function coreDumpFilterOf(pid: number | undefined): number | undefined {
  try {
    return Number(readFileSync(`/proc/${pid}/coredump_filter`, 'utf8'))
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined
    throw error
  }
}

const isListening = (address: string) =>
  fetch(`${address}/api/health-check`).then(
    ({ ok }) => ok,
    () => false,
  )

/**
 * The head of a request whose body is still to come. The server says "100 Continue" once it runs the request; then this
 * returns.
 */
async function startSignIn(address: string, body: string): Promise<Socket> {
  const socket = connect(Number(new URL(address).port), '127.0.0.1').on('error', () => {})
  socket.write('POST /api/identity/sign-in HTTP/1.1\r\nhost: a\r\nexpect: 100-continue\r\n')
  socket.write(`content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`)
  const [answer] = await once(socket, 'data')
  expect(String(answer)).toMatch(/^HTTP\/1\.1 100 /)
  return socket
}

describe('a server', () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('ends with 0 on %s, and its PostgreSQL with it', async (signal) => {
    const dataDir = makeTempDir()
    const server = startServerProcess({ env: { DATA_DIR: dataDir } })
    expect((await fetch(`${await server.ready}/api/health`)).status).toBe(200)
    const socketDir = socketDirOf(dataDir)
    expect(existsSync(socketDir)).toBe(true)
    const database = postgresOf(dataDir)
    expect(database.length).toBeGreaterThan(0)
    if (process.platform === 'linux') {
      // PostgreSQL's workers come and go.
      const filters = [server.child.pid, ...database].map(coreDumpFilterOf).filter((filter) => filter !== undefined)
      expect(filters.length).toBeGreaterThan(1)
      for (const filter of filters) expect(filter, 'memory in core dumps').toBe(0)
    }

    const exit = await server.stop(signal)
    expect(exit).toMatchObject({ code: 0, signal: null })
    expect(postgresOf(dataDir)).toEqual([])
    expect(existsSync(socketDir)).toBe(false)
    expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false)
  })

  // A server that takes 3.5 s longer than SHUTDOWN_TIMEOUT_MS ends with 1.
  it('ends with 0 in time although clients hold connections open: idle, half a header, half a body', async () => {
    const server = startServerProcess({ env: { DATA_DIR: makeTempDir(), SHUTDOWN_TIMEOUT_MS: '2000' } })
    const address = await server.ready
    const open = (request: string) => {
      const socket = connect(Number(new URL(address).port), '127.0.0.1')
      socket.write(request)
      return socket.on('error', () => {}).resume()
    }
    const silent = ['', 'GET /api/health-check HTTP/1.1\r\nhost: a\r\nx-half: '].map(open)
    await Promise.all(silent.map((socket) => once(socket, 'connect')))
    const kept = open('GET /api/health-check HTTP/1.1\r\nhost: a\r\n\r\n')
    await once(kept, 'data')
    const half = await startSignIn(address, '{"email":"ada@example.org"}')
    half.write('{"email"')

    expect(await server.stop()).toMatchObject({ code: 0, signal: null })
    for (const socket of [...silent, kept, half]) socket.destroy()
  })

  it('answers the request that is running when it is told to stop', async () => {
    const server = startServerProcess({ env: { DATA_DIR: makeTempDir() } })
    const address = await server.ready
    const body = JSON.stringify({ email: 'ada@example.org', password: 'not-the-password-1' })
    const socket = await startSignIn(address, body)
    socket.write(body.slice(0, 10))
    const exit = server.stop()
    await expect.poll(() => isListening(address), { timeout: 10_000 }).toBe(false)
    socket.write(body.slice(10))
    const [answer] = await once(socket, 'data')
    expect(String(answer)).toMatch(/^HTTP\/1\.1 401 /)
    expect((await exit).code).toBe(0)
  })

  it('ends with 0 when it is told to stop while it starts', async () => {
    const dataDir = makeTempDir()
    const server = startServerProcess({ env: { DATA_DIR: dataDir } })
    await expect.poll(() => postgresOf(dataDir).length, { timeout: 20_000, interval: 10 }).toBeGreaterThan(0)
    expect(await server.stop()).toMatchObject({ code: 0 })
    expect(postgresOf(dataDir)).toEqual([])
  })

  it('ends at once on a second signal, and still stops its PostgreSQL', async () => {
    const dataDir = makeTempDir()
    const server = startServerProcess({ env: { DATA_DIR: dataDir, SHUTDOWN_TIMEOUT_MS: '60000' } })
    const socket = await startSignIn(await server.ready, '{"email":"ada@example.org"}')
    // A second signal within a second of the first counts as the same one, so it takes a few.
    const interrupt = () => {
      server.child.kill('SIGTERM')
      return server.child.exitCode
    }
    await expect.poll(interrupt, { timeout: 20_000, interval: 200 }).toBe(1)
    await expect.poll(() => postgresOf(dataDir), { timeout: 5_000 }).toEqual([])
    socket.destroy()
  })

  it('is healthy again where it has data', async () => {
    const env = { DATA_DIR: makeTempDir() }
    for (let run = 0; run < 2; run++) {
      const server = startServerProcess({ env, script: 'scripts/start.ts' })
      expect((await fetch(`${await server.ready}/api/health`)).status).toBe(200)
      await server.stop()
    }
  })
})
