import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFileKeyRing } from '@cruddur/key-ring/file/file-key-ring'
import type { KeyRing } from '@cruddur/key-ring/key-ring.port'
import { minuteOf } from '@cruddur/key-ring/minutes'
import { connect, type Db } from '@cruddur/storage/postgres'
import { createTestDatabase } from '@cruddur/storage/test-database'
import { sql } from 'kysely'
import { pino } from 'pino'
import { describe, expect, inject, it, onTestFinished, vi } from 'vitest'
import { parseConfig } from '../config/config.ts'
import { createDatabaseClock, createKeyDestruction, createMarkKeeping } from './destroy-keys.ts'
import { selectRingMark, updateRingMark } from './key-ring.store.ts'
import { checkKeys, openKeys } from './open-keys.ts'

const log = pino({ level: 'silent' })

async function start() {
  const root = await mkdtemp(join(tmpdir(), 'cruddur-keys-'))
  const { db, connectionUrl, drop } = await createTestDatabase(inject('postgresUrl'))
  onTestFinished(async () => {
    await drop()
    await rm(root, { recursive: true, force: true })
  })
  /** A machine with its own directory. */
  const machine = (name: string) => parseConfig({ DATA_DIR: join(root, name), CONNECTION_URL: connectionUrl })
  const use = async (name: string, open = openKeys) => {
    const keys = await open(machine(name), db, log)
    onTestFinished(() => keys.close())
    return keys
  }
  return { db, use, ring: (name: string) => join(root, name, 'keys', 'ring'), root }
}

/** One pass of the loops, by the database's clock. */
async function destroyBy(db: Db, keys: KeyRing): Promise<void> {
  const clock = createDatabaseClock()
  await clock.read(db, 1)
  await createKeyDestruction(keys, clock)(db, 1)
  await createMarkKeeping(keys)(db, 1)
}

describe('a server and its database agree on the key ring', () => {
  it('several servers of one machine share it, also when they start at once on an empty database', async () => {
    const { use } = await start()
    const [one, ...others] = await Promise.all([use('here'), use('here'), use('here')])
    const sealed = one?.seal('words', new Date(Date.now() + 3_600_000), 'place') as Buffer
    expect(others.map((keys) => keys.open(sealed, 'place'))).toEqual(['words', 'words'])
  })

  it('a second machine, and one whose ring was deleted, are refused, and nothing is made', async () => {
    const { use, ring } = await start()
    const { id } = await use('here')
    const refusal = `The words in this database are sealed with the keys of ring ${id}: use it, or see "Keys"`
    await expect(use('elsewhere')).rejects.toThrow(`DATA_DIR: ${ring('elsewhere')} does not exist. ${refusal}`)
    await rm(ring('here'))
    await expect(use('here')).rejects.toThrow(refusal)
    await expect(use('here', checkKeys)).rejects.toThrow(refusal)
    await expect(use('here')).rejects.toThrow('does not exist')
  })

  it('another ring, and an old copy of the right one, are refused', async () => {
    const { db, use, ring, root } = await start()
    const keys = await use('here')
    await mkdir(join(root, 'old', 'keys'), { recursive: true })
    await copyFile(ring('here'), ring('old'))
    const other = await openFileKeyRing({ dir: join(root, 'other', 'keys'), now: new Date(), create: true })
    await other.close()
    await expect(use('other')).rejects.toThrow(`DATA_DIR: holds the key ring ${other.id}`)
    await keys.destroyPast(new Date(Date.now() + 2 * 60_000))
    await db.transaction().execute(async (transaction) => {
      const { minute, check } = keys.mark()
      await sql`update key_ring set minute = ${minute}, check_value = ${check}`.execute(transaction)
    })
    await expect(use('old')).rejects.toThrow('DATA_DIR: holds an old copy of its key ring')
  })

  it('the right ring is not refused after a clock was ahead by days and was set right', async () => {
    const { db, use } = await start()
    const keys = await use('here')
    await keys.destroyPast(new Date(Date.now() + 3 * 86_400_000))
    await updateRingMark(db, keys.mark())
    const clock = createDatabaseClock()
    await clock.read(db, 1)
    await createKeyDestruction(keys, clock)(db, 1)
    // As if the server had died here, and before.
    expect((await use('here', checkKeys)).id).toBe(keys.id)
    await createMarkKeeping(keys)(db, 1)
    expect((await use('here')).id).toBe(keys.id)
    expect(await selectRingMark(db)).toEqual(keys.mark())
  })

  it('a ring that nothing living was sealed with is not missed', async () => {
    const { db, use } = await start()
    const { id } = await use('here')
    await sql`update key_ring set minute = ${minuteOf(new Date()) - 1}`.execute(db)
    const keys = await use('elsewhere')
    expect(keys.id).not.toBe(id)
    await expect(use('here')).rejects.toThrow(`sealed with the keys of ring ${keys.id}`)
  })
})

it('a first server whose table of keys cannot be used is told that it needs a table and a key of KMS', async () => {
  const { db } = await start()
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY']) vi.stubEnv(name, 'nobody')
  onTestFinished(() => void vi.unstubAllEnvs())
  const table = { RECEIPTS_SECRET: 'r'.repeat(32), DDB_KEY_TABLE: 'keys', KMS_KEY_ID: 'alias/keys' }
  const config = parseConfig({ ...table, AWS_DEFAULT_REGION: 'eu-central-1', AWS_ENDPOINT_URL: 'http://127.0.0.1:1' })
  const needed = 'A table for keys and a key of KMS are needed: see "Keys" in docs/operate.md'
  await expect(openKeys(config, db, log)).rejects.toThrow(needed)
})

describe('the key of a minute is destroyed when the minute is over', () => {
  it('by the database’s clock, and the database learns of the newest key', async () => {
    const { db, use } = await start()
    const keys = await use('here')
    // A server that stood still for ten minutes.
    const dir = await mkdtemp(join(tmpdir(), 'cruddur-late-'))
    onTestFinished(() => rm(dir, { recursive: true, force: true }))
    const late = await openFileKeyRing({ dir, now: new Date(Date.now() - 600_000), create: true })
    onTestFinished(() => late.close())
    const past = late.seal('words', new Date(Date.now() - 60_000), 'place')
    const minute = minuteOf(new Date())
    await destroyBy(db, late)
    expect(late.open(past, 'place')).toBeUndefined()
    expect([minute, minute + 1]).toContain(late.destroyedUpTo())
    const { rows } = await sql<{ minute: number }>`select minute from key_ring`.execute(db)
    expect(rows[0]?.minute).toBeGreaterThanOrEqual(keys.mark().minute)
  })

  it('goes on while the database is away', async () => {
    const { db, use } = await start()
    const keys = await use('here')
    const away = connect('postgresql://nobody@127.0.0.1:1/none', { max: 1 })
    onTestFinished(() => away.destroy())
    const passed: Date[] = []
    const destroyPast = async (now: Date) => {
      passed.push(now)
      return []
    }
    const clock = createDatabaseClock()
    const destroy = createKeyDestruction({ ...keys, destroyPast }, clock)
    await destroy(away, 1)
    expect(passed).toEqual([])
    await clock.read(db, 1)
    await destroy(away, 1)
    await expect(clock.read(away, 1)).rejects.toThrow()
    await destroy(away, 1)
    expect(passed).toHaveLength(2)
    expect(passed[1]?.getTime()).toBeGreaterThanOrEqual(passed[0]?.getTime() ?? Number.NaN)
  })
})
