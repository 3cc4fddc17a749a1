import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { expect, onTestFinished } from 'vitest'
import { postgresOf, type Start, startServerProcess } from './server-process.ts'

/** The single line with which a server refuses to start. Fails if it prints anything else, or ends with 0. */
export async function refusalOf(start: Start): Promise<{ line: string; tookMs: number }> {
  const server = startServerProcess(start)
  const { code, tookMs } = await server.exited
  expect(code, server.output()).toBeGreaterThan(0)
  expect(server.output()).not.toContain('Cruddur listens')
  const lines = server
    .errors()
    .trim()
    .split('\n')
    .filter((line) => !/FSTDEP|trace-warnings/.test(line))
  expect(lines, server.errors()).toHaveLength(1)
  expect(`${server.errors()}${server.output()}`).not.toMatch(/^\s+at /m)
  if (start.env['DATA_DIR']) expect(postgresOf(start.env['DATA_DIR'])).toEqual([])
  return { line: lines[0] as string, tookMs }
}

/** A port on which a program listens that never answers, until the test is over. */
export async function occupiedPort(): Promise<number> {
  const server = createServer((socket) => void socket.on('error', () => {}))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}
