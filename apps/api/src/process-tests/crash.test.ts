import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeTempDir, postgresOf, startServerProcess } from './testing/server-process.ts'
import { readAll, signUpAndIn, startWriting } from './testing/writer.ts'

const generous = { RATE_LIMIT_ADDRESS: '1000000/1min', RATE_LIMIT_PERSON: '1000000/1min' }

async function expectHealthySoon(address: string): Promise<void> {
  const readStatus = () => fetch(`${address}/api/health`).then(({ status }) => status, String)
  await expect.poll(readStatus, { timeout: 30_000, interval: 20 }).toBe(200)
}

const postmasterOf = (dataDir: string) =>
  Number(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])

/** Fails if an acknowledged message is missing, or stored twice. */
function expectAllOf(acknowledged: string[], stored: string[]): void {
  expect(acknowledged.length).toBeGreaterThan(20)
  expect(new Set(stored).size).toBe(stored.length)
  expect(acknowledged.filter((message) => !stored.includes(message))).toEqual([])
}

describe('no acknowledged write is lost', () => {
  it('when the server is killed, and the next start takes over its database', async () => {
    const env = { ...generous, DATA_DIR: makeTempDir() }
    const first = startServerProcess({ env })
    const stream = startWriting(await first.ready, await signUpAndIn(await first.ready, env.DATA_DIR))
    await expect.poll(() => stream.acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(50)
    await first.stop('SIGKILL')
    await stream.stop()
    const orphan = postmasterOf(env.DATA_DIR)
    expect(postgresOf(env.DATA_DIR)).toContain(orphan)

    const second = startServerProcess({ env })
    const address = await second.ready
    expect((await fetch(`${address}/api/health`)).status).toBe(200)
    expect(postgresOf(env.DATA_DIR)).not.toContain(orphan)
    expectAllOf(stream.acknowledged, await readAll(address))
    expect(await second.stop()).toMatchObject({ code: 0 })
    expect(postgresOf(env.DATA_DIR)).toEqual([])
  })

  it('when PostgreSQL is killed, and the server starts it again', async () => {
    const env = { ...generous, DATA_DIR: makeTempDir() }
    const server = startServerProcess({ env })
    const address = await server.ready
    const stream = startWriting(address, await signUpAndIn(address, env.DATA_DIR))
    for (let kill = 0; kill < 3; kill++) {
      const before = stream.acknowledged.length
      await expect.poll(() => stream.acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(before + 30)
      const killed = postmasterOf(env.DATA_DIR)
      process.kill(killed, 'SIGKILL')
      await expect.poll(() => postmasterOf(env.DATA_DIR), { timeout: 30_000 }).not.toBe(killed)
      await expectHealthySoon(address)
    }
    await stream.stop()
    expectAllOf(stream.acknowledged, await readAll(address))
    expect(await server.stop()).toMatchObject({ code: 0 })
    expect(postgresOf(env.DATA_DIR)).toEqual([])
  })

  it('when both are killed, and the process number in PostgreSQL’s file belongs to another program afterwards', async () => {
    const env = { ...generous, DATA_DIR: makeTempDir() }
    const first = startServerProcess({ env })
    const stream = startWriting(await first.ready, await signUpAndIn(await first.ready, env.DATA_DIR))
    await expect.poll(() => stream.acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(50)
    const file = join(env.DATA_DIR, 'postgres/postmaster.pid')
    const text = readFileSync(file, 'utf8')
    process.kill(postmasterOf(env.DATA_DIR), 'SIGKILL')
    await first.stop('SIGKILL')
    await stream.stop()
    await expect.poll(() => postgresOf(env.DATA_DIR)).toEqual([])
    writeFileSync(file, text.replace(/^\d+/, String(process.pid)))

    const second = startServerProcess({ env })
    expectAllOf(stream.acknowledged, await readAll(await second.ready))
  })

  it('when one of PostgreSQL’s own processes is killed', async () => {
    const env = { ...generous, DATA_DIR: makeTempDir() }
    const server = startServerProcess({ env })
    const address = await server.ready
    const stream = startWriting(address, await signUpAndIn(address, env.DATA_DIR))
    await expect.poll(() => stream.acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(30)
    const postmaster = postmasterOf(env.DATA_DIR)
    const others = postgresOf(env.DATA_DIR).filter((pid) => pid !== postmaster)
    process.kill(others.at(-1) as number, 'SIGKILL')
    // PostgreSQL ends all the others too, since their shared memory may be damaged, and starts new ones.
    const readSurvivors = () => postgresOf(env.DATA_DIR).filter((pid) => others.includes(pid))
    await expect.poll(readSurvivors, { timeout: 30_000, interval: 20 }).toEqual([])
    await expectHealthySoon(address)
    const before = stream.acknowledged.length
    await expect.poll(() => stream.acknowledged.length, { timeout: 20_000 }).toBeGreaterThan(before + 10)
    await stream.stop()
    expectAllOf(stream.acknowledged, await readAll(address))
    // The log must not hold the words of the crud that was being written (guarantee 9).
    expect(readFileSync(join(env.DATA_DIR, 'postgres.log'), 'utf8')).not.toMatch(/line \d crud|insert into/)
    expect(server.output() + server.errors()).not.toMatch(/line \d crud/)
  })
})
