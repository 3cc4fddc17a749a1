import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { makeTempDir, postgresOf, startServerProcess } from './testing/server-process.ts'

const socketDirOf = (dataDir: string) =>
  readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[4] as string

describe('a server', () => {
  it.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('ends with 0 on %s, and its PostgreSQL with it', async (signal) => {
    const dataDir = makeTempDir()
    const server = startServerProcess({ env: { DATA_DIR: dataDir } })
    expect((await fetch(`${await server.ready}/api/health`)).status).toBe(200)
    const socketDir = socketDirOf(dataDir)
    expect(existsSync(socketDir)).toBe(true)
    expect(postgresOf(dataDir).length).toBeGreaterThan(0)

    const exit = await server.stop(signal)
    expect(exit).toMatchObject({ code: 0, signal: null })
    expect(exit.tookMs).toBeLessThan(10_000)
    expect(postgresOf(dataDir)).toEqual([])
    expect(existsSync(socketDir)).toBe(false)
    expect(existsSync(join(dataDir, 'postgres/postmaster.pid'))).toBe(false)
  })

  it('ends within 10 s although clients hold connections open: idle, half a header, half a body', async () => {
    const server = startServerProcess({ env: { DATA_DIR: makeTempDir(), SHUTDOWN_TIMEOUT_MS: '2000' } })
    const port = Number(new URL(await server.ready).port)
    const requests = [
      '',
      'GET /api/health-check HTTP/1.1\r\nhost: a\r\n\r\n',
      'GET /api/health-check HTTP/1.1\r\nhost: a\r\nx-half: ',
      'POST /api/identity/sign-in HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{"email"',
    ]
    const sockets = requests.map((request) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(request))
      return socket.on('error', () => {}).resume()
    })
    await Promise.all(sockets.map((socket) => once(socket, 'connect')))
    await sleep(200)

    const exit = await server.stop()
    expect(exit.code).toBe(0)
    expect(exit.tookMs).toBeLessThan(10_000)
    for (const socket of sockets) socket.destroy()
  })

  it('answers the request that is running when it is told to stop', async () => {
    const server = startServerProcess({ env: { DATA_DIR: makeTempDir() } })
    const socket = connect(Number(new URL(await server.ready).port), '127.0.0.1')
    await once(socket, 'connect')
    const body = JSON.stringify({ email: 'ada@example.org', password: 'not-the-password-1' })
    socket.write(`POST /api/identity/sign-in HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n`)
    socket.write(`content-length: ${body.length}\r\n\r\n${body.slice(0, 10)}`)
    await sleep(200)
    const exit = server.stop()
    await sleep(200)
    socket.write(body.slice(10))
    const [answer] = await once(socket, 'data')
    expect(String(answer)).toMatch(/^HTTP\/1\.1 401 /)
    expect((await exit).code).toBe(0)
  })

  it('ends with 0 when it is told to stop while it starts', async () => {
    const dataDir = makeTempDir()
    const server = startServerProcess({ env: { DATA_DIR: dataDir } })
    while (postgresOf(dataDir).length === 0) await sleep(10)
    expect(await server.stop()).toMatchObject({ code: 0 })
    expect(postgresOf(dataDir)).toEqual([])
  })

  it('ends at once on a second signal, and still stops its PostgreSQL', async () => {
    const dataDir = makeTempDir()
    const server = startServerProcess({ env: { DATA_DIR: dataDir, SHUTDOWN_TIMEOUT_MS: '60000' } })
    const socket = connect(Number(new URL(await server.ready).port), '127.0.0.1').on('error', () => {})
    await once(socket, 'connect')
    socket.write(
      'POST /api/identity/sign-in HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 99\r\n\r\n{',
    )
    await sleep(200)
    server.child.kill('SIGTERM')
    await sleep(1_500)
    expect(await server.stop()).toMatchObject({ code: 1 })
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
