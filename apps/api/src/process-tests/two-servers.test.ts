import { randomBytes } from 'node:crypto'
import { connect } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { makeTempDir, startServerProcess } from './testing/server-process.ts'
import { readAll, signUpAndIn } from './testing/writer.ts'

/** An empty database without tables, dropped after the test. */
async function makeEmptyDatabase(): Promise<string> {
  const serverUrl = inject('postgresUrl')
  const name = `empty_${randomBytes(6).toString('hex')}`
  const admin = connect(serverUrl, { max: 1 })
  onTestFinished(async () => {
    await sql.raw(`drop database if exists ${name} with (force)`).execute(admin)
    await admin.destroy()
  })
  await sql.raw(`create database ${name}`).execute(admin)
  const url = new URL(serverUrl)
  url.pathname = `/${name}`
  return url.href
}

it('three servers start on one empty database at once, and each sees what the others stored', async () => {
  const env = { CONNECTION_URL: await makeEmptyDatabase(), DATA_DIR: makeTempDir() }
  const servers = [1, 2, 3].map(() => startServerProcess({ env }))
  const addresses = await Promise.all(servers.map((server) => server.ready))
  expect(new Set(addresses).size).toBe(3)
  for (const address of addresses) expect((await fetch(`${address}/api/health`)).status).toBe(200)

  const [one = '', two = '', three = ''] = addresses
  const token = await signUpAndIn(one, env.DATA_DIR)
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ message: 'written to the second', ttl: '1-hour' })
  expect((await fetch(`${two}/api/activities`, { method: 'POST', headers, body })).status).toBe(200)
  expect(await readAll(three)).toEqual(['written to the second'])

  for (const server of servers) expect(await server.stop()).toMatchObject({ code: 0 })
})

describe('two servers keep one limit, to a tenth', () => {
  /** How many of six hundred requests are admitted, over both servers and ten connections. */
  async function admitted(addresses: string[], headers: Record<string, string>): Promise<number> {
    let count = 0
    let next = 0
    const ask = async () => {
      while (next < 600) {
        const reply = await fetch(`${addresses[next++ % addresses.length]}/api/activities/home?limit=1`, { headers })
        await reply.arrayBuffer()
        if (reply.status === 200) count++
        else expect([reply.status, Number(reply.headers.get('retry-after')) > 0]).toEqual([429, true])
      }
    }
    await Promise.all(Array.from({ length: 10 }, ask))
    return count
  }

  async function startTwo(settings: Record<string, string>) {
    const env = { CONNECTION_URL: await makeEmptyDatabase(), DATA_DIR: makeTempDir(), ...settings }
    return { env, addresses: await Promise.all([1, 2].map(() => startServerProcess({ env }).ready)) }
  }

  it('of an address', async () => {
    const { addresses } = await startTwo({ RATE_LIMIT_ADDRESS: '200/5min' })
    const count = await admitted(addresses, {})
    expect(count).toBeGreaterThanOrEqual(180)
    expect(count).toBeLessThanOrEqual(220)
  })

  it('of a person', async () => {
    const { env, addresses } = await startTwo({ RATE_LIMIT_ADDRESS: '1000000/5min', RATE_LIMIT_PERSON: '200/5min' })
    const token = await signUpAndIn(addresses[0] ?? '', env.DATA_DIR)
    const count = await admitted(addresses, { authorization: `Bearer ${token}` })
    expect(count).toBeGreaterThanOrEqual(180)
    expect(count).toBeLessThanOrEqual(220)
  })
})
