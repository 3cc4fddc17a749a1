import { type AddressInfo, connect, type Socket } from 'node:net'
import { burnActivity } from '@cruddur/contract/activities/publishing'
import { checkHealth } from '@cruddur/contract/health'
import { signIn } from '@cruddur/contract/identity'
import { sql } from 'kysely'
import { afterEach, expect, it } from 'vitest'
import { useTestApp } from '../testing/test-app.ts'

const test = await useTestApp()
const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
})

const reservedRunning = () =>
  test.ports.metrics.requestsRunning.read().find(({ values }) => values[0] === 'reserved')?.value

/** Sends the head of a request and the beginning of its body. */
function sendHalf(port: number, path: string): void {
  const socket = connect({ port, host: '127.0.0.1' })
  socket.on('error', () => {})
  socket.write(
    `POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"email":`,
  )
  sockets.push(socket)
}

it('requests whose bodies do not arrive hold no place: people sign in beside them', async () => {
  await test.app.listen({ host: '127.0.0.1', port: 0 })
  let arrived = 0
  test.app.server.on('request', () => arrived++)
  // Three quarters of the reserve, which is all that one kind of request can have.
  for (let n = 0; n < 24; n++) sendHalf((test.app.server.address() as AddressInfo).port, signIn.path)
  await expect.poll(() => arrived).toBe(24)
  const { codes } = await test.call(signIn, { email: 'nobody@example.com', password: 'a password' })
  expect(codes).toEqual(['generic_401'])
  expect(reservedRunning()).toBe(0)
})

it('one address has a quarter of the reserve, and others have the rest', async () => {
  const author = await test.member('author')
  const { uuid } = await test.crud(author)
  const url = burnActivity.path.replace(':uuid', uuid)
  const headers = { authorization: `Bearer ${author.token}` }
  const burn = (remoteAddress: string) => test.app.inject({ method: 'DELETE', url, headers, remoteAddress })
  const burning = await test.db.transaction().execute(async (db) => {
    await sql`lock table activities in access exclusive mode`.execute(db)
    const greedy = Array.from({ length: 20 }, () => burn('198.51.100.1'))
    await expect.poll(reservedRunning).toBe(8)
    await test.call(checkHealth, {})
    expect(reservedRunning()).toBe(8)
    const other = burn('198.51.100.2')
    await expect.poll(reservedRunning).toBe(9)
    return [...greedy, other]
  })
  const statuses = (await Promise.all(burning)).map(({ statusCode }) => statusCode)
  expect(statuses.filter((status) => status >= 500 || status === 429)).toEqual([])
})
