import { randomBytes } from 'node:crypto'
import { connect } from '@cruddur/storage/postgres'
import { sql } from 'kysely'
import { expect, inject, it, onTestFinished } from 'vitest'
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
